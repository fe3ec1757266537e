import { expect, test } from 'vitest'
import clinic from '../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { STEP } from '../../src/core/network/next-step.ts'
import type { World } from '../../src/core/world.ts'
import type { Simulator } from '../../src/simulator/simulator.ts'
import { providers } from '../../src/providers/index.ts'
import { fireId, fireRows, FIRE } from '../../src/providers/rapidpro/campaign-events/fire.ts'
import { EVALUATE } from '../../src/providers/rapidpro/contacts/run-evaluation.ts'
import { broadcastRows } from '../../src/providers/rapidpro/broadcasts/broadcast.ts'
import { flowStartRows } from '../../src/providers/rapidpro/starts/flow-start.ts'
import { channelEventRows } from '../../src/providers/rapidpro/channel-events/channel-event.ts'
import { keepChannelEvent } from '../../src/providers/rapidpro/channel-events/keep-channel-event.ts'
import { flowRows } from '../../src/providers/rapidpro/flows/flow.ts'
import { createRun } from '../../src/providers/rapidpro/runs/create-run.ts'
import { runRows } from '../../src/providers/rapidpro/runs/run.ts'
import { closeTicket } from '../../src/providers/rapidpro/tickets/change-ticket.ts'
import { openTicket } from '../../src/providers/rapidpro/tickets/open-ticket.ts'
import { ticketRows } from '../../src/providers/rapidpro/tickets/ticket.ts'
import { topicRows } from '../../src/providers/rapidpro/topics/topic.ts'
import { createContact } from '../../src/providers/rapidpro/contacts/change-contact.ts'
import { type Contact, contactRows } from '../../src/providers/rapidpro/contacts/contact.ts'
import { groupOutdated } from '../../src/providers/rapidpro/groups/events.ts'
import { groupRows } from '../../src/providers/rapidpro/groups/group.ts'
import { labelRows } from '../../src/providers/rapidpro/labels/label.ts'
import { addLabel } from '../../src/providers/rapidpro/messages/change-messages.ts'
import { messageRows } from '../../src/providers/rapidpro/messages/message.ts'
import { sendMessage } from '../../src/providers/rapidpro/messages/send-message.ts'
import { newId } from '../../src/providers/telerivet/dialect/ids.ts'
import { dataRows } from '../../src/providers/telerivet/tables/data-row.ts'
import { dataTables } from '../../src/providers/telerivet/tables/data-table.ts'
import { messages } from '../../src/providers/telerivet/messages/message.ts'
import { contacts } from '../../src/providers/telerivet/contacts/contact.ts'
import { serviceStates, stateKey } from '../../src/providers/telerivet/services/service-state.ts'
import { tasks } from '../../src/providers/telerivet/tasks/task.ts'
import { phones } from '../../src/providers/telerivet/phones/phone.ts'
import { type Asked, askIn } from '../support/ask-in.ts'
import { startBare } from '../support/bare-simulator.ts'

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
  const call = async (...asked: Asked) => {
    const { status, body } = await askIn(bare, world, asked)
    if (status > 204) throw new Error(`${asked[1]} ${asked[2]} was answered ${status}: ${body}`)
    return body === '' ? undefined : JSON.parse(body)
  }
  return {
    world,
    telerivet: (method: string, path: string, body?: object) => call('telerivet', method, path, body),
    rapidpro: (method: string, path: string, body?: object) => call('rapidpro', method, path, body),
    admin: (method: string, path: string, body?: object) => call('admin', method, path, body),
    phone: telerivet!['phone_id']!,
    channel: rapidpro!['channel']!,
    /** What somebody sees at each turn that others have while something is done. To each the world can be put back. */
    seen: async <T>(what: () => T, act: () => Promise<unknown>): Promise<T[]> => {
      const all = [what()]
      const moments: string[] = []
      look = async () => {
        await Promise.resolve()
        all.push(what())
        moments.push(JSON.stringify(world))
      }
      await act()
      look = undefined
      for (const moment of new Set(moments)) await goOn(bare.simulator, moment)
      return [...all, what()]
    },
    state: () => JSON.stringify(world),
    putBack: (moment: string) => goOn(bare.simulator, moment),
    onTurn: (run: () => unknown) => {
      look = () => {
        look = undefined
        return run()
      }
    },
  }
}

/** A world that is as another was at a moment, after an hour. */
async function goOn(simulator: Simulator, moment: string): Promise<World> {
  const { id } = simulator.create()
  const world = await simulator.restore(id, await simulator.readWorld(JSON.parse(moment)))
  await world.clock.advanceTo(world.now + 3_600_000)
  return world
}

const aState = { sequence: 0 as const, state: 'asked', vars: {}, time_created: 0, time_updated: 0 }

type AskedOfRapidpro = [method: string, path: string, body?: object]

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
  for (let at = 1; at < MANY; at++) rows.insert({ ...rows.get(first)!, id: newId(world, 'row'), sequence: 0 })
  const left = await seen(
    () => [rows.by('table_id', id).length, world.collection(dataTables).get(id) !== undefined] as const,
    () => telerivet('DELETE', `tables/${id}`),
  )
  expect(longestSlice(left.map(([number]) => number))).toBeLessThanOrEqual(A_SLICE)
  expect(left.filter(([number]) => number > 0).every(([, isThere]) => isThere)).toBe(true)
  expect(world.collection(dataTables).get(id)).toBeUndefined()
})

test('the statistics of a project of Telerivet with very many messages are worked out while others have their turn', async () => {
  const watched = startWatched()
  const { world, telerivet } = watched
  await fillPhone(watched)
  await world.clock.advanceTo(world.now + 2 * 86_400_000)
  const asked = 'start_date=2025-12-01&end_date=2026-01-31&rollup=day&metrics=count&properties=status'
  let stats: unknown
  const seen = await watched.seen(
    () => stats,
    async () => {
      stats = await telerivet('GET', `message_stats?${asked}`)
    },
  )
  expect(stats).toMatchObject({
    intervals: [{ groups: [{ properties: { status: 'received' } }, { metrics: { count: MANY } }] }],
  })
  expect(seen.length).toBeGreaterThan(MANY / A_SLICE)
})

test('an export of Telerivet counts its rows, finds out their columns and begins to write while others have their turn', async () => {
  const watched = startWatched()
  const { world, telerivet, admin } = watched
  await telerivet('POST', 'contacts', { name: 'Amina', vars: { crop: 'tea' } })
  const storage = await admin('POST', 'telerivet/storages', { name: 'Exports' })
  const { id } = await telerivet('POST', 'tasks', {
    task_type: 'export_contacts',
    task_params: { storage_id: storage.id, filename: 'contacts.csv' },
    filter_type: 'query_contacts',
    filter_params: { all: true },
  })
  const stand = () => {
    const { total_rows, columns, current_row } = world.collection(tasks).get(id)!
    return [total_rows ?? 0, columns.length, current_row].map(Math.sign).join(' ')
  }
  const seen = await watched.seen(stand, () => world.clock.advanceTo(world.now + 1000))
  expect([...new Set(seen)]).toEqual(['0 0 0', '1 0 0', '1 1 0', '1 1 1'])
})

test('a broadcast of Telerivet with very many messages that wait is cancelled at once, and they while others have their turn', async () => {
  const watched = startWatched()
  const { world, telerivet } = watched
  await fillPhone(watched)
  const { id } = await telerivet('POST', 'send_broadcast', { to_numbers: [HANDSET], content: 'Hello' })
  await world.clock.advanceTo(world.now + 5000)
  const rows = world.collection(messages)
  const waiting = rows.all().filter(({ status }) => status === 'queued')
  rows.updateAll(waiting, () => ({ extra: { broadcast_id: id } }))
  const left = await watched.seen(
    () => waiting.slice(-MANY).filter(({ delivery }) => !world.deliveries.get(delivery!)!.fixed).length,
    () => telerivet('POST', `broadcasts/${id}/cancel`),
  )
  expect(longestSlice(left)).toBeLessThanOrEqual(A_SLICE)
})

test('a service of Telerivet in which very many contacts stand is deleted while others have their turn', async () => {
  const watched = startWatched()
  const { world, telerivet } = watched
  const { id: group } = await telerivet('POST', 'groups', { name: 'Patients' })
  await fillGroup(watched, group)
  const config = { url: 'http://127.0.0.1:9/', secret: 'x' }
  const { id } = await telerivet('POST', 'services', {
    name: 'Survey',
    service_type: 'incoming_message_webhook',
    config,
  })
  const states = world.collection(serviceStates)
  for (const { id: contact_id, project_id } of world.collection(contacts).by('group_ids', group))
    states.insert({ ...aState, id: stateKey(id, contact_id), project_id, service_id: id, contact_id })
  expect(
    longestSlice(
      await watched.seen(
        () => states.size,
        () => telerivet('DELETE', `services/${id}`),
      ),
    ),
  ).toBeLessThanOrEqual(A_SLICE)
})

test('whoever was written to by a phone of Telerivet that has just gone is written to by the default one of the project', async () => {
  const { world, telerivet, admin, phone } = startWatched()
  const { id: second } = await admin('POST', 'telerivet/phones', { name: 'Second', phone_number: '+12065550190' })
  await telerivet('POST', '', { default_route_id: second })
  const { id: contact_id } = await telerivet('POST', 'contacts', { phone_number: HANDSET })
  const rows = world.collection(contacts)
  rows.update(rows.get(contact_id)!, { default_route_id: phone.replace(/.$/, 'x') })
  expect(await telerivet('POST', 'messages/send', { contact_id, content: 'Hello' })).toMatchObject({ phone_id: second })
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
  ['deleted', (contact: string): AskedOfRapidpro => ['DELETE', `contacts.json?uuid=${contact}`]],
  [
    'deleted with others',
    (contact: string): AskedOfRapidpro => ['POST', 'contact_actions.json', { contacts: [contact], action: 'delete' }],
  ],
  [
    'asked to archive messages',
    (contact: string): AskedOfRapidpro => [
      'POST',
      'contact_actions.json',
      { contacts: [contact], action: 'archive_messages' },
    ],
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

/** What else a contact of RapidPro may have very many of, and how one more comes to be. */
const OF_CONTACT = {
  runs: [
    runRows,
    ({ world }: Watched, contact: Contact) =>
      void createRun(world, { contact: contact.id, flow: flowRows(world).all().at(0)!, start: null }),
  ],
  tickets: [
    ticketRows,
    ({ world }: Watched, contact: Contact) => {
      const topic = topicRows(world).all().at(0)!
      closeTicket(world, openTicket(world, { contact, topic, by: null }))
    },
  ],
  'channel events': [
    channelEventRows,
    ({ world, channel }: Watched, { id: contact }: Contact) =>
      void keepChannelEvent(world, { type: 'call-in-missed', contact, urn: `tel:${HANDSET}`, channel }),
  ],
} as const

test.each(Object.keys(OF_CONTACT) as (keyof typeof OF_CONTACT)[])(
  'a contact of RapidPro with very many %s is deleted while others have their turn',
  async (what) => {
    const watched = startWatched()
    const { world, rapidpro } = watched
    const [rowsIn, add] = OF_CONTACT[what]
    // An event of a campaign brings a flow along.
    await fillCampaign(watched)
    const contact = createContact(world, { name: 'Amina' })
    for (let at = 0; at < MANY; at++) add(watched, contact)
    const left = await watched.seen(
      () => rowsIn(world).by('contact', contact.id).length,
      () => rapidpro('DELETE', `contacts.json?uuid=${contact.id}`),
    )
    expect(longestSlice(left)).toBeLessThanOrEqual(A_SLICE)
  },
)

/** A campaign with an event that is to come to very many. */
async function fillCampaign({ world, rapidpro }: Watched, what: object = { message: 'Hello' }) {
  const { uuid: group } = await rapidpro('POST', 'groups.json', { name: 'Reminded' })
  const { uuid: campaign } = await rapidpro('POST', 'campaigns.json', { name: 'Reminders of many', group })
  const body = { campaign, relative_to: 'created_on', offset: 5, unit: 'weeks', delivery_hour: -1, ...what }
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

test('a flow of RapidPro that is to come to very many is deleted while others have their turn, and comes to nobody', async () => {
  const watched = startWatched()
  const { world, admin } = watched
  const { flows } = await admin('POST', 'rapidpro/flows', clinic)
  await fillCampaign(watched, { flow: flows[0].uuid })
  const left = await watched.seen(
    () => fireRows(world).size,
    () => admin('DELETE', `rapidpro/flows/${flows[0].uuid}`),
  )
  expect(longestSlice(left)).toBeLessThanOrEqual(A_SLICE)
})

test('an event of a campaign that another call deletes while it is being changed is not found', async () => {
  const watched = startWatched()
  const { event, body } = await fillCampaign(watched)
  const { rapidpro } = watched
  watched.onTurn(() => rapidpro('DELETE', `campaign_events.json?uuid=${event}`))
  await expect(rapidpro('POST', `campaign_events.json?uuid=${event}`, body)).rejects.toThrow('answered 404')
})

test('an event of a campaign that is being changed does not come to bring a flow that another call deletes meanwhile', async () => {
  const watched = startWatched()
  const { rapidpro, admin } = watched
  const { flows } = await admin('POST', 'rapidpro/flows', clinic)
  const { event, body } = await fillCampaign(watched)
  const { message: _, ...rest } = body as { message?: string }
  watched.onTurn(() => admin('DELETE', `rapidpro/flows/${flows[0].uuid}`))
  const changed = rapidpro('POST', `campaign_events.json?uuid=${event}`, { ...rest, flow: flows[0].uuid })
  await expect(changed).rejects.toThrow(/answered 400: .*No such object/)
  expect((await rapidpro('GET', 'campaign_events.json')).results[0]).toMatchObject({ uuid: event, flow: null })
})

test('a campaign that goes to another group does not get a name that another campaign has got meanwhile', async () => {
  const watched = startWatched()
  const { rapidpro } = watched
  const { campaign } = await fillCampaign(watched)
  const { uuid: group } = await rapidpro('POST', 'groups.json', { name: 'Others' })
  watched.onTurn(() => rapidpro('POST', 'campaigns.json', { name: 'Visits', group }))
  const changed = rapidpro('POST', `campaigns.json?uuid=${campaign}`, { name: 'Visits', group })
  await expect(changed).rejects.toThrow(/answered 400: .*must be unique/)
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

test.each([
  [
    'a flow that another call deletes',
    ({ admin }, { flow }) => admin('DELETE', `rapidpro/flows/${flow}`),
    ({ rapidpro }, { event, body, flow }) =>
      rapidpro('POST', `campaign_events.json?uuid=${event}`, { ...body, message: undefined, flow }),
  ],
  [
    'a group that another call deletes',
    ({ rapidpro }, { other }) => rapidpro('DELETE', `groups.json?uuid=${other}`),
    ({ rapidpro }, { campaign, other }) =>
      rapidpro('POST', `campaigns.json?uuid=${campaign}`, { name: 'Others', group: other }),
  ],
] as [string, ...((watched: Watched, named: Record<string, any>) => Promise<unknown>)[]][])(
  'what is to come of a campaign that cannot be given %s meanwhile comes as before',
  async (_what, deleteIt, change) => {
    const watched = startWatched()
    const { world, admin, rapidpro } = watched
    const made = await fillCampaign(watched)
    const { uuid: other } = await rapidpro('POST', 'groups.json', { name: 'Others' })
    const { flows } = await admin('POST', 'rapidpro/flows', clinic)
    const named = { ...made, other, flow: flows[0].uuid }
    const { uuid: amina } = await rapidpro('POST', 'contacts.json', { groups: ['Reminded'] })
    await world.clock.advanceTo(world.now)
    watched.onTurn(() => deleteIt(watched, named))
    await expect(change(watched, named)).rejects.toThrow('answered 400')
    await world.clock.advanceTo(world.now)
    expect(fireRows(world).get(fireId(made.event, amina))).toBeDefined()
  },
)

/** Telerivet contacts in a group. */
async function fillGroup({ world, telerivet }: Watched, group: string) {
  const { id } = await telerivet('POST', 'contacts', { name: 'Amina' })
  const rows = world.collection(contacts)
  for (let at = 0; at < MANY; at++)
    rows.insert({ ...rows.get(id)!, id: newId(world, 'contact'), sequence: 0, group_ids: [group] })
}

/** What very many belong to, and how it is deleted. */
const BELONGED_TO: Record<string, (watched: Watched) => Promise<() => Promise<unknown>>> = {
  'a group of Telerivet': async (watched) => {
    const { id } = await watched.telerivet('POST', 'groups', { name: 'Patients' })
    await fillGroup(watched, id)
    return () => watched.telerivet('DELETE', `groups/${id}`)
  },
  'a dynamic group of Telerivet': async (watched) => {
    const filter = { vars: { crop: 'tea' } }
    const { id } = await watched.admin('POST', 'telerivet/dynamic-groups', { name: 'Growers', filter })
    await fillGroup(watched, id)
    return () => watched.admin('DELETE', `telerivet/dynamic-groups/${id}`)
  },
  'a label of Telerivet': async (watched) => {
    const { world, telerivet } = watched
    await fillPhone(watched)
    const { id } = await telerivet('POST', 'labels', { name: 'Stock' })
    world.collection(messages).updateAll(world.collection(messages).all(), () => ({ extra: { label_ids: [id] } }))
    return () => telerivet('DELETE', `labels/${id}`)
  },
  'a group of RapidPro': async ({ world, rapidpro }) => {
    const { uuid } = await rapidpro('POST', 'groups.json', { name: 'Patients' })
    for (let at = 0; at < MANY; at++) createContact(world, { name: `${at}`, groups: [uuid] })
    return () => rapidpro('DELETE', `groups.json?uuid=${uuid}`)
  },
  'a label of RapidPro': async (watched) => {
    const { world, rapidpro } = watched
    fillContact(watched, { direction: 'in' })
    const { uuid } = await rapidpro('POST', 'labels.json', { name: 'Stock' })
    addLabel(world, messageRows(world).all().slice(), uuid)
    return () => rapidpro('DELETE', `labels.json?uuid=${uuid}`)
  },
}

test.each(Object.keys(BELONGED_TO))('%s that two calls delete at once is deleted once', async (what) => {
  const watched = startWatched()
  const remove = await BELONGED_TO[what]!(watched)
  watched.onTurn(remove)
  await expect(remove()).rejects.toThrow(/answered 40(?:4|9)/)
  const told = watched.world.journal.state().entries.filter(({ type }) => /\.(?:group|label)\.deleted$/.test(type))
  expect(told).toHaveLength(1)
})

test('a group of RapidPro stays where a campaign begins with it while it is being deleted', async () => {
  const watched = startWatched()
  const { rapidpro } = watched
  const remove = await BELONGED_TO['a group of RapidPro']!(watched)
  watched.onTurn(() => rapidpro('POST', 'campaigns.json', { name: 'Visits', group: 'Patients' }))
  await expect(remove()).rejects.toThrow(/answered 400: .*being used by campaigns/)
  const [visits] = (await rapidpro('GET', 'campaigns.json')).results
  expect(visits).toMatchObject({ name: 'Visits', group: { name: 'Patients' } })
})

test('a label of RapidPro that is being deleted counts those messages that still have it', async () => {
  const watched = startWatched()
  const remove = await BELONGED_TO['a label of RapidPro']!(watched)
  const { world } = watched
  const { id } = labelRows(world).all().at(-1)!
  const look = () => {
    const having = messageRows(world).by(['extra', 'labels'], id).length
    return [labelRows(world).get(id)?.count ?? having, having]
  }
  const seen = await watched.seen(look, remove)
  expect(seen.length).toBeGreaterThan(3)
  expect(seen.filter(([counted, having]) => counted !== having)).toEqual([])
})

test.each([
  ['broadcast', 'broadcasts.json', broadcastRows, () => ({ text: 'Hello' })],
  ['flow start', 'flow_starts.json', flowStartRows, (flow: string) => ({ flow, restart_participants: false })],
] as const)(
  'a %s of RapidPro finds out whom it goes to in a group while others have their turn',
  async (_what, path, rowsIn, rest) => {
    const watched = startWatched()
    const { world, rapidpro, admin } = watched
    const { flows } = await admin('POST', 'rapidpro/flows', clinic)
    const { uuid: group } = await rapidpro('POST', 'groups.json', { name: 'Others' })
    for (let at = 0; at < MANY; at++) createContact(world, { name: `${at}`, groups: [group] })
    await rapidpro('POST', path, { groups: [group], ...rest(flows[0].uuid) })
    const row = () => rowsIn(world).all().at(-1)!
    const seen = await watched.seen(
      () => row().status,
      () => world.clock.advanceTo(world.now + 500),
    )
    expect(row()).toMatchObject({ status: 'queued', total: MANY })
    expect(seen.filter((status) => status === 'pending').length).toBeGreaterThan(MANY / A_SLICE)
  },
)

test.each(['a group of Telerivet', 'a group of RapidPro'])(
  'whoever leaves %s that is deleted does so because of the call, to the last of very many',
  async (what) => {
    const watched = startWatched()
    const remove = await BELONGED_TO[what]!(watched)
    await watched.seen(() => undefined, remove)
    const { entries } = watched.world.journal.state()
    const call = entries.findLast(({ type, method }) => type === 'call' && method === 'DELETE')!
    const left = entries.filter(({ id, type }) => id > call.id && type.endsWith('.contact.changed'))
    expect(left).toHaveLength(MANY)
    expect(new Set(left.map(({ cause }) => cause))).toEqual(new Set([call.id]))
  },
)

/** A group with a query that is being asked of very many. */
async function fillSmartGroup({ world, admin }: Watched) {
  for (let at = 0; at < MANY; at++) createContact(world, { name: `Patient ${at}` })
  const { uuid } = await admin('POST', 'rapidpro/groups', { name: 'Patients', query: 'name ~ patient' })
  return uuid as string
}

test('a query is asked of very many contacts once, whenever a fork is made of it', async () => {
  const watched = startWatched()
  const { world } = watched
  await fillSmartGroup(watched)
  const asking = () => world.clock.state().jobs.filter(({ kind }) => kind === EVALUATE.name).length
  const seen = await watched.seen(asking, () => world.clock.advanceTo(world.now + 700))
  expect(seen.length).toBeGreaterThan(3)
  expect(new Set(seen)).toEqual(new Set([1]))
})

test('a group that is deleted while its query is being asked of very many contacts asks nobody any more', async () => {
  const watched = startWatched()
  const { world, rapidpro } = watched
  const group = await fillSmartGroup(watched)
  let state = ''
  watched.onTurn(async () => {
    await rapidpro('DELETE', `groups.json?uuid=${group}`)
    state = watched.state()
  })
  await world.clock.advanceTo(world.now + 700)
  expect(world.clock.pending().filter(({ kind }) => kind === EVALUATE.name)).toEqual([])
  expect(groupRows(await watched.putBack(state)).get(group)).toBeUndefined()
})

test('a query that has to be asked of very many contacts anew, while it is being asked, is asked of all', async () => {
  const watched = startWatched()
  const { world } = watched
  const group = await fillSmartGroup(watched)
  watched.onTurn(async () => world.publish(groupOutdated, { provider: 'rapidpro', group }))
  await world.clock.advanceTo(world.now + 700)
  const next = world.clock.pending().filter(({ kind }) => kind === EVALUATE.name)
  expect(next).toMatchObject([{ payload: { from: 0 } }])
  await world.clock.runUntilIdle()
  expect(contactRows(world).by('groups', group)).toHaveLength(MANY)
})
