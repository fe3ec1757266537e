import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Receiver, startReceiver } from '../support/receiver.ts'
import { startWorld } from '../support/world.ts'

const AMINA = '+250788123123'
const BEN = '+250788456456'
const CHAO = '+250733789789'
const DINA = '+250722000111'

const MINUTE = 60
const HOUR = 60 * MINUTE

let server: Receiver
beforeAll(async () => {
  server = await startReceiver()
})
afterAll(() => server.stop())

test('a team writes its own aggregator, and the API tells the truth at each step', { timeout: 30_000 }, async () => {
  const world = await startWorld({ seed: 'own aggregator' })
  const headers = { authorization: `Token ${world.credentials['rapidpro']!['token']}` }
  const get = async (path: string) => (await world.call('GET', `/api/v2/${path}`, { headers })).body.results as any[]
  const post = async (path: string, body: object) =>
    (await world.call('POST', `/api/v2/${path}`, { headers, body })).body
  const statuses = async (query: string) =>
    Object.fromEntries((await get(`messages.json?${query}`)).map(({ urn, status }) => [urn.slice(4), status]))
  const texts = async (query: string) =>
    (await get(`messages.json?${query}`)).map(({ text }) => text as string).toSorted()

  // They take the workspace's first channel out of use, and connect their own program with a body in JSON and a secret.
  await world.admin('DELETE', `/rapidpro/channels/${world.credentials['rapidpro']!['channel']}`)
  const line = await world.admin('POST', '/rapidpro/channels', {
    name: 'Our own line',
    address: '2020',
    send_url: `${server.url}/sms/send`,
    content_type: 'json',
    send_body: '{"ref": {{id}}, "to": {{to_no_plus}}, "text": {{text}}}',
    send_headers: { authorization: 'Bearer s3cret' },
    response_check: 'accepted',
  })
  const gateway = `/c/ex/${line.body.uuid}`
  expect((await get('channels.json')).map(({ name, address, type }) => [name, address, type])).toEqual([
    ['Our own line', '2020', 'external'],
  ])

  // Their program: it takes what it is given unless it is down, and remembers by which number it has to report.
  const refs = new Map<string, string>()
  let isDown = false
  server.answer = ({ text, headers: { authorization } }) => {
    if (isDown) return { status: 503, body: 'down for maintenance' }
    if (authorization !== 'Bearer s3cret') return { status: 401 }
    const { ref, to } = JSON.parse(text)
    refs.set(`+${to}`, ref)
    return { body: '{"status": "accepted"}' }
  }
  const report = async (status: 'sent' | 'delivered' | 'failed', person: string) => {
    const answer = await world.call('GET', `${gateway}/${status}?id=${refs.get(person)}`)
    expect([answer.status, answer.body.message]).toEqual([200, 'Status Update Accepted'])
  }
  const receive = async (from: string, text: string) => {
    const { status, body } = await world.call('POST', `${gateway}/receive`, { form: { from, text } })
    expect([status, body.message]).toEqual([200, 'Message Accepted'])
    return body.data[0].msg_uuid as string
  }

  // A broadcast goes out: textbed calls the program for each person, who sees nothing yet.
  const people = [AMINA, BEN, CHAO].map((number) => `tel:${number}`)
  const broadcast = await post('broadcasts.json', { urns: people, text: 'The clinic is open on Monday.' })
  const ours = `broadcast=${broadcast.id}`
  await world.advance(MINUTE)
  expect(server.received.map(({ path, method, text }) => [method, path, JSON.parse(text)])).toEqual(
    [1, 2, 3].map((number, index) => [
      'POST',
      '/sms/send',
      { ref: String(number), to: people[index]!.slice(5), text: 'The clinic is open on Monday.' },
    ]),
  )
  expect(await statuses(ours)).toEqual({ [AMINA]: 'wired', [BEN]: 'wired', [CHAO]: 'wired' })
  expect((await get(`broadcasts.json?id=${broadcast.id}`))[0].status).toBe('completed')
  expect(await world.handset(AMINA).messages()).toEqual([])

  // It reports: Amina's at once, and twice over; of the others it hears later.
  await report('sent', AMINA)
  await report('sent', BEN)
  await report('sent', CHAO)
  await report('delivered', AMINA)
  await report('delivered', AMINA)
  expect(await statuses(ours)).toEqual({ [AMINA]: 'delivered', [BEN]: 'sent', [CHAO]: 'sent' })
  expect((await world.handset(AMINA).messages()).map(({ text }) => text)).toEqual(['The clinic is open on Monday.'])
  const wiredOn = Object.fromEntries((await get(`messages.json?${ours}`)).map(({ urn, sent_on }) => [urn, sent_on]))

  // An hour later: Ben's has arrived, Chao's has not, and the report of that comes twice.
  await world.advance(HOUR)
  await report('delivered', BEN)
  await report('failed', CHAO)
  await report('failed', CHAO)
  expect(await statuses(ours)).toEqual({ [AMINA]: 'delivered', [BEN]: 'delivered', [CHAO]: 'failed' })
  expect(await statuses('folder=sent')).toEqual({ [AMINA]: 'delivered', [BEN]: 'delivered' })
  expect(await statuses('folder=failed')).toEqual({ [CHAO]: 'failed' })
  for (const { urn, sent_on } of await get(`messages.json?${ours}`))
    expect([urn, sent_on]).toEqual([urn, urn === `tel:${CHAO}` ? null : wiredOn[urn]])
  expect(await world.handset(CHAO).messages()).toEqual([])

  // People write back: one copy counts once, whoever is unknown becomes a contact, and Ben wants no more.
  const first = await receive('0788123123', 'Yego, murakoze')
  expect(await receive(AMINA, 'Yego, murakoze')).toBe(first)
  await receive(DINA.slice(1), 'Who is this?')
  expect(await texts('folder=inbox')).toEqual(['Who is this?', 'Yego, murakoze'])
  expect((await get(`contacts.json?urn=${encodeURIComponent(`tel:${DINA}`)}`))[0].last_seen_on).not.toBeNull()
  await world.call('POST', `${gateway}/stopped`, { form: { from: BEN } })
  expect((await get('channel_events.json')).map(({ type, channel }) => [type, channel.name])).toEqual([
    ['stop-contact', 'Our own line'],
  ])
  const toBen = await post('messages.json', { contact: `tel:${BEN}`, text: 'Are you sure?' })
  const called = server.received.length
  await world.advance(MINUTE)
  expect([toBen.status, server.received.length]).toEqual(['failed', called])

  // The program is down for an hour. What is sent early in it is given up after three tries.
  isDown = true
  const early = await post('messages.json', { contact: `tel:${AMINA}`, text: 'early' })
  await world.advance(MINUTE)
  expect(await texts('folder=outbox')).toEqual(['early'])
  expect((await get(`messages.json?id=${early.id}`))[0]).toMatchObject({ status: 'errored', sent_on: null })
  await world.advance(49 * MINUTE)
  expect((await get(`messages.json?id=${early.id}`))[0].status).toBe('failed')
  expect(server.received.length - called).toBe(3)

  // What is sent late in it is tried once more in vain, and then arrives.
  const late = await post('messages.json', { contact: `tel:${AMINA}`, text: 'late' })
  await world.advance(8 * MINUTE)
  expect(await texts('folder=outbox')).toEqual(['late'])
  await world.advance(2 * MINUTE)
  isDown = false
  await world.advance(10 * MINUTE)
  expect((await get(`messages.json?id=${late.id}`))[0].status).toBe('wired')
  expect(server.received.length - called).toBe(3 + 3)
  await report('delivered', AMINA)
  expect((await world.handset(AMINA).messages()).map(({ text }) => text)).toEqual([
    'The clinic is open on Monday.',
    'Yego, murakoze',
    'late',
  ])
  expect(await texts('folder=outbox')).toEqual([])
  expect(await texts('folder=failed')).toEqual(['Are you sure?', 'The clinic is open on Monday.', 'early'])

  // While textbed's own gateway fails, a report is lost; made again, it counts.
  const last = await post('messages.json', { contact: `tel:${AMINA}`, text: 'last' })
  await world.advance(MINUTE)
  const fault = await world.admin('POST', '/faults', {
    match: 'rapidpro.channelDeliveredByGet',
    effect: { kind: 'problem', problem: 'unavailable' },
    times: 1,
  })
  expect([fault.status, fault.body.error]).toEqual([201, undefined])
  expect((await world.call('GET', `${gateway}/delivered?id=${refs.get(AMINA)}`)).status).toBe(503)
  expect((await get(`messages.json?id=${last.id}`))[0].status).toBe('wired')
  await report('delivered', AMINA)
  expect((await get(`messages.json?id=${last.id}`))[0].status).toBe('delivered')
})
