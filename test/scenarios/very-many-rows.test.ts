import { expect, test } from 'vitest'
import { STEP } from '../../src/core/network/next-step.ts'
import type { World } from '../../src/core/world.ts'
import { providers } from '../../src/providers/index.ts'
import { fireId, fireRows, FIRE } from '../../src/providers/rapidpro/campaign-events/fire.ts'
import { createContact } from '../../src/providers/rapidpro/contacts/change-contact.ts'
import { contactRows } from '../../src/providers/rapidpro/contacts/contact.ts'
import { messageRows } from '../../src/providers/rapidpro/messages/message.ts'
import { sendMessage } from '../../src/providers/rapidpro/messages/send-message.ts'
import { dataRows } from '../../src/providers/telerivet/tables/data-row.ts'
import { dataTables } from '../../src/providers/telerivet/tables/data-table.ts'
import { messages } from '../../src/providers/telerivet/messages/message.ts'
import { phones } from '../../src/providers/telerivet/phones/phone.ts'
import { credentialsOf, startBare } from '../support/bare-simulator.ts'

/** So many rows stand behind each verb here. */
const MANY = 1000

/** At most so many of them may change between two turns of others. */
const A_SLICE = 200

const HANDSET = '+250788123123'

/** A world on whose turns somebody looks. */
function startWatched() {
  let look: (() => unknown) | undefined
  const bare = startBare(providers, {
    breathe() {
      const seen = look?.()
      return seen instanceof Promise ? seen.then(() => undefined) : undefined
    },
  })
  const { world } = bare
  const { telerivet, rapidpro } = world.credentials as Record<string, Record<string, string>>
  const call = async (provider: string, method: string, path: string, body?: object, query = '') => {
    const api = bare.apis.find(({ name }) => name === provider)!
    const answer = await bare.call({
      method,
      path,
      query,
      headers: { ...credentialsOf(api, world), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (answer.status > 204) throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.body}`)
    return answer.body ? JSON.parse(answer.body) : undefined
  }
  return {
    world,
    telerivet: (method: string, path: string, body?: object) =>
      call('telerivet', method, `/v1/projects/${telerivet!['project_id']}/${path}`, body),
    rapidpro: (method: string, path: string, body?: object) => {
      const [file, query] = path.split('?')
      return call('rapidpro', method, `/api/v2/${file}`, body, query)
    },
    admin: (method: string, path: string, body?: object) =>
      call('admin', method, `/_textbed/worlds/${world.id}/${path}`, body),
    phone: telerivet!['phone_id']!,
    channel: rapidpro!['channel']!,
    /** What somebody sees at each turn that others have while something is done. */
    seen: async <T>(what: () => T, act: () => Promise<unknown>): Promise<T[]> => {
      const all = [what()]
      look = () => void all.push(what())
      await act()
      look = undefined
      return [...all, what()]
    },
    onTurn: (run: () => unknown) => {
      look = () => {
        look = undefined
        return run()
      }
    },
  }
}

type Asked = [method: string, path: string, body?: object]

type Watched = ReturnType<typeof startWatched>

/** How many went at most between two turns of others, where all of very many are gone in the end. */
function longestSlice(left: readonly number[]): number {
  expect([left[0], left.at(-1)]).toEqual([MANY, 0])
  return Math.max(...left.slice(1).map((now, at) => left[at]! - now))
}

/** Telerivet messages that wait in the phone, because it is paused. */
async function fillPhone({ telerivet, phone }: Watched) {
  await telerivet('POST', `phones/${phone}`, { send_paused: true })
  for (let at = 0; at < MANY; at += 100)
    await telerivet('POST', 'send_multi', {
      messages: Array.from({ length: 100 }, (_, of) => ({ to_number: HANDSET, content: `${at + of}` })),
    })
}

const queued = (world: World) =>
  world
    .collection(messages)
    .all()
    .filter(({ status }) => status === 'queued').length
const held = (world: World) =>
  world
    .collection(messages)
    .all()
    .filter(({ delivery }) => delivery !== null && world.deliveries.isHeld(world.deliveries.get(delivery)!)).length

test('a phone of Telerivet is deleted at once, and what waited in it fails while others have their turn', async () => {
  const watched = startWatched()
  const { world, admin, phone } = watched
  await fillPhone(watched)
  const left = await watched.seen(
    () => [queued(world), world.collection(phones).get(phone) === undefined] as const,
    () => admin('DELETE', `telerivet/phones/${phone}`),
  )
  expect(longestSlice(left.map(([number]) => number))).toBeLessThanOrEqual(A_SLICE)
  expect(left.slice(1).every(([, isGone]) => isGone)).toBe(true)
  const failed = world.journal.state().entries.findLast(({ type }) => type === 'delivery.changed')!
  expect(world.journal.get(failed.cause!)).toMatchObject({ type: 'telerivet.phone.deleted' })
})

test('a phone of Telerivet is paused and goes on while others have their turn', async () => {
  const watched = startWatched()
  const { world, telerivet, phone } = watched
  await fillPhone(watched)
  const pause = (send_paused: boolean) => () => telerivet('POST', `phones/${phone}`, { send_paused })
  expect(longestSlice(await watched.seen(() => held(world), pause(false)))).toBeLessThanOrEqual(A_SLICE)
  expect(longestSlice(await watched.seen(() => MANY - held(world), pause(true)))).toBeLessThanOrEqual(A_SLICE)
})

test('whoever lets a phone of Telerivet go on while it is being paused is the last to be heard', async () => {
  const watched = startWatched()
  const { world, telerivet, phone } = watched
  await fillPhone(watched)
  await telerivet('POST', `phones/${phone}`, { send_paused: false })
  watched.onTurn(() => telerivet('POST', `phones/${phone}`, { send_paused: false }))
  const { send_paused } = await telerivet('POST', `phones/${phone}`, { send_paused: true })
  expect([send_paused, held(world)]).toEqual([false, 0])
})

test('a data table of Telerivet loses its rows while others have their turn, and is there until it is empty', async () => {
  const { world, telerivet, seen } = startWatched()
  const { id } = await telerivet('POST', 'tables', { name: 'Reports' })
  const { id: first } = await telerivet('POST', `tables/${id}/rows`, { vars: { crop: 'tea' } })
  const rows = world.collection(dataRows)
  for (let at = 1; at < MANY; at++) rows.insert({ ...rows.get(first)!, id: `${first}${at}`, sequence: 0 })
  const left = await seen(
    () => [rows.by('table_id', id).length, world.collection(dataTables).get(id) !== undefined] as const,
    () => telerivet('DELETE', `tables/${id}`),
  )
  expect(longestSlice(left.map(([number]) => number))).toBeLessThanOrEqual(A_SLICE)
  expect(left.filter(([number]) => number > 0).every(([, isThere]) => isThere)).toBe(true)
  expect(world.collection(dataTables).get(id)).toBeUndefined()
})

/** RapidPro messages to and from one contact. */
function fillContact({ world }: Watched, { direction }: { direction: 'in' | 'out' }) {
  const contact = createContact(world, { name: 'Amina' }, [`tel:${HANDSET}`])
  const rows = messageRows(world)
  for (const row of rows.all().slice()) rows.delete(row)
  for (let at = 0; at < MANY; at++) {
    const message = sendMessage(world, { contact, text: `${at}` })
    if (direction === 'in') rows.update(message, { direction, status: 'handled' })
  }
  return contact.id
}

test('a channel of RapidPro is out of use at once, and what it had not handed over fails while others have their turn', async () => {
  const watched = startWatched()
  const { world, admin, channel } = watched
  fillContact(watched, { direction: 'out' })
  expect(
    longestSlice(
      await watched.seen(
        () =>
          messageRows(world)
            .all()
            .filter(({ status }) => status === 'queued').length,
        () => admin('DELETE', `rapidpro/channels/${channel}`),
      ),
    ),
  ).toBeLessThanOrEqual(A_SLICE)
})

test.each([
  ['deleted', (contact: string): Asked => ['DELETE', `contacts.json?uuid=${contact}`]],
  [
    'deleted with others',
    (contact: string): Asked => ['POST', 'contact_actions.json', { contacts: [contact], action: 'delete' }],
  ],
  [
    'asked to archive messages',
    (contact: string): Asked => ['POST', 'contact_actions.json', { contacts: [contact], action: 'archive_messages' }],
  ],
])('a contact of RapidPro with very many messages is %s while others have their turn', async (_what, callFor) => {
  const watched = startWatched()
  const { world, rapidpro } = watched
  const contact = fillContact(watched, { direction: 'in' })
  expect(
    longestSlice(
      await watched.seen(
        () =>
          messageRows(world)
            .by('contact', contact)
            .filter(({ extra }) => !extra?.archived).length,
        () => rapidpro(...callFor(contact)),
      ),
    ),
  ).toBeLessThanOrEqual(A_SLICE)
})

/** A campaign with an event that is to come to very many. */
async function fillCampaign({ world, rapidpro }: Watched) {
  const { uuid: group } = await rapidpro('POST', 'groups.json', { name: 'Patients' })
  const { uuid: campaign } = await rapidpro('POST', 'campaigns.json', { name: 'Reminders', group })
  const body = { campaign, relative_to: 'created_on', offset: 5, unit: 'weeks', delivery_hour: -1, message: 'Hello' }
  const { uuid: event } = await rapidpro('POST', 'campaign_events.json', body)
  for (let at = 0; at < MANY; at++) {
    const { id: contact } = createContact(world, { name: `Patient ${at}` })
    const id = fireId(event, contact)
    fireRows(world).insert({ id, sequence: 0, event, contact, due: world.now + 1000 })
    world.clock.schedule(1000, FIRE, { fire: id }, { patient: true })
  }
  return { campaign, event, body }
}

test.each([
  [
    'an event of a campaign is deleted',
    ({ rapidpro }, { event }) => rapidpro('DELETE', `campaign_events.json?uuid=${event}`),
  ],
  [
    'an event of a campaign is changed',
    ({ rapidpro }, { event, body }) => rapidpro('POST', `campaign_events.json?uuid=${event}`, body),
  ],
  [
    'a campaign is archived',
    ({ admin }, { campaign }) => admin('POST', `rapidpro/campaigns/${campaign}`, { archived: true }),
  ],
  [
    'a campaign goes to another group',
    async ({ rapidpro }, { campaign }) => {
      await rapidpro('POST', 'groups.json', { name: 'Others' })
      await rapidpro('POST', `campaigns.json?uuid=${campaign}`, { name: 'Reminders', group: 'Others' })
    },
  ],
] as [string, (watched: Watched, made: Awaited<ReturnType<typeof fillCampaign>>) => Promise<unknown>][])(
  '%s of RapidPro while others have their turn, and comes to nobody',
  async (_what, act) => {
    const watched = startWatched()
    const made = await fillCampaign(watched)
    const { world } = watched
    expect(
      longestSlice(
        await watched.seen(
          () => fireRows(world).size,
          () => act(watched, made),
        ),
      ),
    ).toBeLessThanOrEqual(A_SLICE)
    expect(
      contactRows(world)
        .all()
        .some(({ id }) => world.clock.find(FIRE, 'fire', fireId(made.event, id)) !== undefined),
    ).toBe(false)
  },
)

test('an event of a campaign that another call deletes while it is being changed is not found', async () => {
  const watched = startWatched()
  const { event, body } = await fillCampaign(watched)
  const { rapidpro } = watched
  watched.onTurn(() => rapidpro('DELETE', `campaign_events.json?uuid=${event}`))
  await expect(rapidpro('POST', `campaign_events.json?uuid=${event}`, body)).rejects.toThrow('answered 404')
})

test('a handset to which very many texts are under way is switched off and on while others have their turn', async () => {
  const { world, admin, seen } = startWatched()
  const texts = Array.from({ length: MANY }, () =>
    world.deliveries.submit({ provider: 'plivo', message: 'M', from: '14155550100', to: HANDSET, text: 'Hello' }),
  )
  const waiting = () =>
    texts.filter(({ id }) => world.clock.find(STEP, 'delivery', id)!.dueAt > world.now + 3_600_000).length
  const turn = (on: boolean) => () => admin('PATCH', `handsets/${encodeURIComponent(HANDSET)}`, { on })
  await world.clock.advanceTo(world.now + 1500)
  expect(longestSlice(await seen(() => MANY - waiting(), turn(false)))).toBeLessThanOrEqual(A_SLICE)
  expect(longestSlice(await seen(waiting, turn(true)))).toBeLessThanOrEqual(A_SLICE)
})
