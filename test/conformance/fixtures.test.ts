import { readFileSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import plivo from 'plivo'
import telerivet from 'telerivet'
import { beforeAll, describe, expect, test } from 'vitest'
import { fixtures } from '../../scripts/fixtures.ts'
import { people } from '../../scripts/people.ts'
import { type TestWorld, basic, startWorld } from '../support/world.ts'

const folder = new URL('../../fixtures/', import.meta.url)
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

const FORTNIGHT = 14 * 24 * 3600
const numbers = people.map(({ number }) => number)
const names = people.map(({ name }) => name)

/** A world of its own that holds what the file holds, put there as its users put it. */
async function worldOf(name: string): Promise<TestWorld> {
  const world = await startWorld()
  const put = await world.call('PUT', `/_textbed/worlds/${world.id}/snapshot`, {
    headers: { 'content-type': 'application/json' },
    raw: textOf(name),
  })
  expect([put.status, put.body.id]).toEqual([200, world.id])
  return world
}

const ask = (start: (done: (error: Error | null, value: any) => void) => void): Promise<any> =>
  new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))))

function telerivetOf({ url, credentials }: TestWorld) {
  const { api_key, project_id } = credentials['telerivet']!
  return new telerivet.API(api_key, `${url}/v1`).initProjectById(project_id)
}

function plivoOf({ url, credentials }: TestWorld) {
  const { auth_id, auth_token } = credentials['plivo']!
  return new plivo.Client(auth_id, auth_token, { url: `${url}/v1/Account/${auth_id}` })
}

/** Every message of the account: the client shows pages of twenty at most. */
async function plivoMessages(world: TestWorld): Promise<any[]> {
  const all: any[] = []
  for (;;) {
    const page = await plivoOf(world).messages.list({ limit: 20, offset: all.length })
    const found = [...(page as unknown as Iterable<object>)]
    all.push(...found)
    if (found.length < 20) return all
  }
}

/** Every row of a list, by the links that its pages give. */
async function rapidproList(world: TestWorld, path: string): Promise<any[]> {
  const { status, body } = await world.call('GET', `/api/v2/${path}`, { headers: token(world) })
  expect([status, body.next]).toEqual([200, null])
  return body.results
}

const token = ({ credentials }: TestWorld) => ({ authorization: `Token ${credentials['rapidpro']!['token']}` })

const sorted = (words: Iterable<string>): string[] => [...words].sort((a, b) => (a < b ? -1 : 1))

/** How often each of these words occurs. */
const tally = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]))

describe('the committed files are what the generator makes', async () => {
  const made = await fixtures()

  test('and no others', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    expect(sorted(files.map(({ name }) => name))).toEqual(sorted(Object.keys(made).map((name) => basename(name))))
  })

  test.each(Object.keys(made))('%s', (name) => {
    expect(made[name] === textOf(name) ? 'up to date' : 'old: run npm run generate').toBe('up to date')
  })

  test('twice the same', async () => {
    expect(await fixtures()).toEqual(made)
  })

  test('small enough to be read', () => {
    for (const text of Object.values(made)) expect(text.length).toBeLessThan(800_000)
  })
})

describe('furnished.json', () => {
  test('is a world on its first day', async () => {
    const world = await worldOf('furnished.json')
    expect(world.world.state()).toEqual(JSON.parse(textOf('furnished.json')).state)
    expect(await ask((done) => telerivetOf(world).queryContacts().count(done))).toBe(0)
    expect(await plivoMessages(world)).toEqual([])
    expect(await rapidproList(world, 'messages.json')).toEqual([])
    expect(await rapidproList(world, 'channels.json')).toMatchObject([{ address: '+250780000001' }])
  })
})

describe('lively.json', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await worldOf('lively.json')
  })

  test('has nothing left to come', async () => {
    expect(await world.advance('idle')).toMatchObject({ ran: 0, events: [] })
    expect((await world.admin('GET', '/clock')).body.now).toBe(
      new Date(Date.UTC(2026, 0, 1) + FORTNIGHT * 1000).toISOString(),
    )
  })

  test('has three people whose phones are not always there, the limits of RapidPro, and a fault that nobody met', async () => {
    const [plans, limits, faults] = await Promise.all(
      ['/delivery-plans', '/rate-limits', '/faults'].map(async (path) => (await world.admin('GET', path)).body),
    )
    expect(plans.delivery_plans.map(({ to }: { to: string }) => to)).toEqual([numbers[3], numbers[9], numbers[17]])
    expect(limits.rate_limits.length).toBe(5)
    expect(faults.faults).toMatchObject([{ match: 'plivo.updateAccount', skip: 10, times: 1, met: 0 }])
  })

  test('shows the people and messages of Telerivet', async () => {
    const known: any[] = await ask((done) => telerivetOf(world).queryContacts().all(done))
    // A balance was asked for, and whoever is written to is a contact.
    const contacts = known.filter(({ phone_number }) => !phone_number.startsWith('*'))
    expect(known.length - contacts.length).toBe(1)
    expect(sorted(contacts.map((one: any) => one.name))).toEqual(sorted(names))
    expect(sorted(contacts.map((one: any) => one.phone_number))).toEqual(numbers)
    for (const { vars } of contacts) expect([typeof vars.crop, typeof vars.certified]).toEqual(['string', 'boolean'])

    const messages: any[] = await ask((done) => telerivetOf(world).queryMessages().all(done))
    const told = tally(messages.map(({ status }) => status))
    expect(sorted(Object.keys(told))).toEqual([
      'cancelled',
      'delivered',
      'failed',
      'ignored',
      'not_delivered',
      'queued',
      'received',
      'sent',
    ])
    const types = tally(messages.map(({ direction, message_type }) => `${direction} ${message_type}`))
    expect(sorted(Object.keys(types))).toEqual([
      'incoming call',
      'incoming chat',
      'incoming sms',
      'outgoing call',
      'outgoing chat',
      'outgoing mms',
      'outgoing sms',
      'outgoing ussd',
    ])
    const phones = await ask((done) => telerivetOf(world).queryPhones().all(done))
    expect(phones.map((one: any) => one.send_paused)).toEqual([false, true])
    expect(told['delivered']).toBeGreaterThan(24)
    expect(told['received']).toBeGreaterThan(10)
    expect(messages.find(({ content }) => content?.includes('[['))).toBeUndefined()
    const { incoming_message_count, outgoing_message_count } = contacts.find(
      (one: any) => one.incoming_message_count > 1,
    )
    expect([incoming_message_count, outgoing_message_count]).toEqual([expect.any(Number), expect.any(Number)])
  })

  test('shows the people, messages and the broadcast of RapidPro', async () => {
    const known = await rapidproList(world, 'contacts.json')
    // Somebody was written to a spring ago, and lies in the archives.
    const contacts = known.filter(({ urns }) => !urns.includes('tel:+12065550199'))
    expect(known.length - contacts.length).toBe(1)
    expect(sorted(contacts.map(({ name }) => name))).toEqual(sorted(names))
    expect(sorted(contacts.flatMap(({ urns }) => urns.filter((urn: string) => urn.startsWith('tel:'))))).toEqual(
      numbers.map((number) => `tel:${number}`),
    )
    expect(sorted(Object.keys(tally(contacts.map(({ language }) => language))))).toEqual(['eng', 'kin'])
    expect(tally(contacts.map(({ status }) => status))).toEqual({ active: 24, stopped: 1 })

    const [broadcast, ...others] = await rapidproList(world, 'broadcasts.json')
    expect(others).toEqual([])
    expect(broadcast).toMatchObject({ status: 'completed', progress: { total: 25, started: 25 } })
    const survey = await rapidproList(world, `messages.json?broadcast=${broadcast.id}`)
    expect(sorted(survey.map(({ urn }) => urn))).toEqual(numbers.map((number) => `tel:${number}`))
    expect(survey.filter(({ text }) => text.startsWith('Muraho ')).length).toBeGreaterThan(10)

    const messages = await rapidproList(world, 'messages.json')
    const told = tally(messages.map(({ status }) => status))
    expect(sorted(Object.keys(told))).toEqual(['delivered', 'failed', 'handled'])
    expect(told['handled']).toBeGreaterThan(10)
  })

  test('shows the messages of Plivo, and that two people had enough of them', async () => {
    const messages = await plivoMessages(world)
    const told = tally(messages.map(({ messageDirection, messageState }) => `${messageDirection} ${messageState}`))
    expect(told).toMatchObject({
      'outbound delivered': expect.any(Number),
      'outbound failed': expect.any(Number),
      'outbound undelivered': expect.any(Number),
    })
    expect(messages.filter(({ messageDirection }) => messageDirection === 'inbound').length).toBeGreaterThan(8)
    const refused = messages.filter(({ errorCode }) => errorCode === '200').map(({ toNumber }) => `+${toNumber}`)
    expect(new Set(refused).size).toBe(2)

    // One has not written START since.
    const written = await Promise.all(
      refused.map(async (number) => (await world.handset(number).messages()).at(-1).text),
    )
    expect(written.includes('Welcome back.')).toBe(true)
  })

  test('shows what a Plivo account is managed with: a subaccount, applications, a powerpack with numbers, media', async () => {
    const { auth_id, auth_token } = world.credentials['plivo']!
    const list = async (path: string) =>
      (await world.call('GET', `/v1/Account/${auth_id}/${path}/`, { headers: basic(auth_id!, auth_token) })).body
        .objects
    expect(await list('Subaccount')).toMatchObject([{ name: 'Repairs', enabled: true }])
    expect(await list('Application')).toMatchObject([{ app_name: 'Newsletter' }, { app_name: 'textbed' }])
    expect(await list('Media')).toMatchObject([{ file_name: 'spring.png', content_type: 'image/png' }])
    const [powerpack, ...others] = await list('Powerpack')
    expect(others).toEqual([])
    expect(await list(powerpack.number_pool.split('/').slice(4, 6).join('/') + '/Number')).toMatchObject([
      { type: 'tollfree', service: 'mms' },
      { type: 'fixed', service: 'mms' },
    ])
    const pictures = (await plivoMessages(world)).filter(({ messageType }) => messageType === 'mms')
    expect(pictures).toHaveLength(6)
  })

  test('is about the same phones at every platform', async () => {
    const seen = await Promise.all(
      numbers.map(
        async (number) => new Set((await world.handset(number).messages()).map(({ provider }) => provider)).size,
      ),
    )
    expect(seen.filter((platforms) => platforms === 3).length).toBeGreaterThan(20)
  })
})

test('a world goes on from lively.json, and nothing new has the id of anything old', async () => {
  const world = await worldOf('lively.json')
  const number = numbers[0]!
  const project = telerivetOf(world)
  const [contact] = await ask((done) => project.queryContacts({ phone_number: number }).all(done))
  const idsIn = () => {
    const { rows } = world.world.state()
    return Object.fromEntries(Object.entries(rows).map(([kind, one]) => [kind, one.rows.map(({ id }) => id)]))
  }
  const before = idsIn()
  const ofTelerivet = await ask((done) => project.sendMessage({ contact_id: contact.id, content: 'Onwards' }, done))
  const ofPlivo = await plivoOf(world).messages.create(
    world.credentials['plivo']!['number']!,
    number.slice(1),
    'Onwards',
  )
  const ofRapidpro = await world.call('POST', '/api/v2/broadcasts.json', {
    headers: token(world),
    body: { urns: [`tel:${number}`, 'tel:+12065550198'], text: 'Onwards' },
  })
  expect(ofRapidpro.body).toMatchObject({ id: 2 })
  await world.advance('idle')

  const after = idsIn()
  for (const [kind, ids] of Object.entries(after)) {
    expect({ kind, ids: [...new Set(ids)] }).toEqual({ kind, ids })
    expect({ kind, ids: ids.slice(0, before[kind]?.length ?? 0) }).toEqual({ kind, ids: before[kind] ?? [] })
  }
  const added = (kind: string): number => after[kind]!.length - before[kind]!.length
  expect(['telerivet.messages', 'plivo.messages', 'rapidpro.messages', 'rapidpro.contacts'].map(added)).toEqual([
    1, 1, 2, 1,
  ])
  expect((await ask((done) => project.getMessageById(ofTelerivet.id, done))).status).toBe('delivered')
  expect((await plivoOf(world).messages.get(ofPlivo.messageUuid[0]!)).messageState).toBe('delivered')
  const sent = await rapidproList(world, 'messages.json?broadcast=2')
  expect(sent.map(({ status }) => status)).toEqual(['delivered', 'delivered'])
  expect((await world.handset(number).messages()).slice(-3).map(({ text }) => text)).toEqual(Array(3).fill('Onwards'))

  // And people go on writing.
  await world.handset(number).writes(world.credentials['plivo']!['number']!, 'STOP')
  const { auth_id, auth_token } = world.credentials['plivo']!
  const listed = await world.call('GET', `/v1/Account/${auth_id}/Message/?limit=1`, {
    headers: basic(auth_id!, auth_token),
  })
  expect(listed.body.objects).toMatchObject([{ message_direction: 'inbound', from_number: number.slice(1) }])
})
