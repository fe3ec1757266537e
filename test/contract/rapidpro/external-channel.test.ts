import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliveries } from '../../../src/core/network/delivery.ts'
import { type Receiver, startReceiver } from '../../support/receiver.ts'
import { type Workspace, startWorkspace } from './start.ts'

let aggregator: Receiver
beforeAll(async () => {
  aggregator = await startReceiver()
})
beforeEach(() => {
  aggregator.received.length = 0
  aggregator.answer = () => ({})
})
afterAll(() => aggregator.stop())

const PERSON = '+250788123123'

/** A workspace whose only channel is an external one that calls this aggregator. */
async function startAggregated(settings: Record<string, unknown> = {}) {
  // Channels of other worlds have the same uuids where the seed is the same, and this one loses its first.
  const workspace = await startWorkspace({ seed: 'external channel' })
  const { admin, post, get, channel } = workspace
  await admin('DELETE', `/rapidpro/channels/${channel}`)
  const made = await admin('POST', '/rapidpro/channels', {
    address: '+250780000002',
    send_url: `${aggregator.url}/send`,
    ...settings,
  })
  expect([made.status, made.body.error]).toEqual([201, undefined])
  await post('contacts.json', { urns: [`tel:${PERSON}`] })
  const send = async (message: object) =>
    (await post('messages.json', { contact: `tel:${PERSON}`, ...message })).body as { id: number; uuid: string }
  const message = async ({ id }: { id: number }) => (await get(`messages.json?id=${id}`)).body.results[0]
  return Object.assign(workspace, { line: made.body.uuid as string, send, message })
}

const statusOf = async (workspace: Awaited<ReturnType<typeof startAggregated>>, sent: { id: number }) =>
  (await workspace.message(sent)).status as string

/** Reports of the aggregator, as it would make them. */
const reporter =
  ({ call, id, line }: Workspace & { line: string }) =>
  (status: string, message: { id: number }) =>
    call('POST', `/w/${id}/c/ex/${line}/${status}`, { form: { id: String(message.id) } })

test('an external channel posts each message to its send address: the answer 2xx wires it', async () => {
  const workspace = await startAggregated()
  const sent = await workspace.send({ text: 'Muraho & yego +1' })
  expect(await statusOf(workspace, sent)).toBe('queued')
  await workspace.advance(1)
  expect(await statusOf(workspace, sent)).toBe('wired')
  expect(aggregator.received).toHaveLength(1)
  const [{ method, path, headers, form, text }] = aggregator.received as [any]
  expect([method, path, headers['content-type']]).toEqual(['POST', '/send', 'application/x-www-form-urlencoded'])
  expect(form).toEqual({
    id: String(sent.id),
    text: 'Muraho & yego +1',
    to: PERSON,
    to_no_plus: '250788123123',
    from: '+250780000002',
    from_no_plus: '250780000002',
    channel: workspace.line,
  })
  expect(text).toContain('text=Muraho+%26+yego+%2B1&')
  expect((await workspace.message(sent)).sent_on).not.toBeNull()
  await workspace.advance('idle')
  expect(await statusOf(workspace, sent)).toBe('wired')
})

test('the aggregator stands in for the handset: a text reaches the phone when it says so', async () => {
  const workspace = await startAggregated()
  const report = reporter(workspace)
  const sent = await workspace.send({ text: 'Muraho' })
  await workspace.advance('idle')
  const phone = async () => (await workspace.handset(PERSON).messages()).map(({ text }) => text)
  expect(await phone()).toEqual([])
  await report('sent', sent)
  expect(await statusOf(workspace, sent)).toBe('sent')
  expect(await phone()).toEqual([])
  for (const on of [false, true]) await workspace.admin('PATCH', `/handsets/${PERSON}`, { on })
  expect(await phone()).toEqual([])
  await report('delivered', sent)
  expect(await statusOf(workspace, sent)).toBe('delivered')
  expect(await phone()).toEqual(['Muraho'])
})

test.each([
  ['GET', '/send?to={{to}}&text={{text}}', '', '', '/send?to=%2B250788123123&text=A+%22b%22+%26+%3Cc%3E%0A%E2%98%BA'],
  [
    'PUT',
    '/send',
    'json',
    '{"to":{{to}},"text":{{text}}}',
    String.raw`{"to":"+250788123123","text":"A \"b\" \u0026 \u003cc\u003e\n☺"}`,
  ],
  [
    'POST',
    '/send',
    'xml',
    '<m to="{{to}}">{{text}}</m>',
    '<m to="+250788123123">A &#34;b&#34; &amp; &lt;c&gt;&#xA;☺</m>',
  ],
  ['POST', '/send', 'text/plain', '{{to_no_plus}} {{text}} {{nothing}}', '250788123123 A "b" & <c>\n☺ {{nothing}}'],
  [
    'POST',
    '/send',
    'application/x-www-form-urlencoded; charset=utf-8',
    't={{text}}',
    't=A+%22b%22+%26+%3Cc%3E%0A%E2%98%BA',
  ],
])(
  '%s %s with %s: what is filled in is escaped as its content type needs',
  async (send_method, path, type, body, carried) => {
    const { send, advance } = await startAggregated({
      send_method,
      send_url: aggregator.url + path,
      send_headers: { authorization: 'Token abc', 'x-tenant': '7' },
      ...(type && { content_type: type }),
      ...(body && { send_body: body }),
    })
    await send({ text: 'A "b" & <c>\n☺' })
    await advance('idle')
    const [received] = aggregator.received
    expect(received).toMatchObject({ method: send_method, headers: { authorization: 'Token abc', 'x-tenant': '7' } })
    expect(send_method === 'GET' ? received!.url.slice(aggregator.url.length) : received!.text).toBe(carried)
    const headers = {
      '': 'application/x-www-form-urlencoded',
      json: 'application/json',
      xml: 'text/xml; charset=utf-8',
    }
    expect(received!.headers['content-type']).toBe(headers[type as keyof typeof headers] ?? type)
  },
)

test('how long the body is and to whom it goes says the service itself, whatever headers a channel has', async () => {
  const { send, advance } = await startAggregated({
    send_headers: {
      'Transfer-Encoding': 'chunked',
      'Content-Length': '3',
      host: 'elsewhere',
      Trailer: 'x',
      'x-tenant': '7',
    },
  })
  await send({ text: 'Hi' })
  await advance('idle')
  const { headers, text } = aggregator.received[0]!
  expect(headers).toMatchObject({ 'content-length': String(text.length), 'x-tenant': '7' })
  expect(headers['host']).toBe(new URL(aggregator.url).host)
  expect(headers).not.toHaveProperty('transfer-encoding')
  expect(headers).not.toHaveProperty('trailer')
})

test('longer texts are sent in parts, one after the other, and quick replies come with the last', async () => {
  const { send, advance, message } = await startAggregated({
    max_length: 30,
    content_type: 'json',
    send_body: '[{{text}},{{quick_replies}}]',
  })
  const text = 'This is a long message that will be longer than 30....... characters'
  const sent = await send({ text, quick_replies: ['One', { type: 'text', text: 'Two' }] })
  await advance('idle')
  expect(aggregator.received.map((one) => JSON.parse(one.text))).toEqual([
    ['This is a long message that', []],
    ['will be longer than 30.......', []],
    ['characters', ['One', 'Two']],
  ])
  expect((await message(sent)).status).toBe('wired')
})

test('a text is split at 160 bytes unless the channel says otherwise', async () => {
  const { send, advance } = await startAggregated()
  await send({ text: 'x'.repeat(160) })
  await send({ text: 'x'.repeat(161) })
  await send({ text: 'ё'.repeat(81) })
  await advance('idle')
  const lengths = ['x', 'ё'].map((letter) =>
    aggregator.received.filter(({ form }) => form['text']!.startsWith(letter)).map(({ form }) => form['text']!.length),
  )
  expect(lengths).toEqual([
    [160, 160, 1],
    [80, 1],
  ])
})

test('attachments’ addresses follow the text, each on a line of its own, and lead to their bytes', async () => {
  const { send, advance, upload } = await startAggregated({ max_length: 1000 })
  const file = async (letter: string) => (await upload(Buffer.from(letter), `${letter} 1.png`, 'image/png')).body
  const [one, other] = [await file('a'), await file('b')]
  await send({ text: 'Look', attachments: [one.uuid, other.uuid] })
  await send({ attachments: [one.uuid] })
  await advance('idle')
  const texts = aggregator.received.map(({ form }) => form['text'])
  expect(texts).toEqual([`Look\n${one.url}\n${other.url}`, `\n${one.url}`])
  expect(await (await fetch(texts[0]!.split('\n')[2]!)).text()).toBe('b')
})

test.each([
  [503, 'errored'],
  [500, 'errored'],
  [400, 'failed'],
  [401, 'failed'],
  [404, 'failed'],
  [302, 'failed'],
  [429, 'failed'],
])('the answer %i leaves the message %s', async (status, becomes) => {
  const workspace = await startAggregated()
  aggregator.answer = () => ({ status })
  const sent = await workspace.send({ text: 'x' })
  await workspace.advance(1)
  expect(await statusOf(workspace, sent)).toBe(becomes)
  expect((await workspace.message(sent)).sent_on).toBeNull()
  await workspace.advance('idle')
  expect(aggregator.received).toHaveLength(becomes === 'errored' ? 3 : 1)
})

test('an answer without the expected text fails the message', async () => {
  const workspace = await startAggregated({ response_check: 'Accepted' })
  aggregator.answer = ({ form }) => ({ body: form['text'] === 'good' ? '0: Accepted for delivery' : 'no credit' })
  const [good, bad] = [await workspace.send({ text: 'good' }), await workspace.send({ text: 'bad' })]
  await workspace.advance('idle')
  expect([await statusOf(workspace, good), await statusOf(workspace, bad)]).toEqual(['wired', 'failed'])
})

test('an errored message is tried again after 5 and then 10 minutes; the third error is final', async () => {
  const workspace = await startAggregated()
  aggregator.answer = () => ({ status: 502 })
  const sent = await workspace.send({ text: 'x' })
  const seen: [number, string][] = []
  for (const wait of [1, 298, 2, 598, 3, 3600]) {
    await workspace.advance(wait)
    seen.push([aggregator.received.length, await statusOf(workspace, sent)])
  }
  expect(seen).toEqual([
    [1, 'errored'],
    [1, 'errored'],
    [2, 'errored'],
    [2, 'errored'],
    [3, 'failed'],
    [3, 'failed'],
  ])
  expect(await workspace.handset(PERSON).messages()).toEqual([])
  expect(workspace.world.collection(deliveries).all().at(0)!.state).toBe('failed')
})

test('where nobody listens the message is errored, and it is wired once somebody does', async () => {
  const gone = await startReceiver()
  gone.stop()
  const workspace = await startAggregated({ send_url: `${gone.url}/send` })
  const sent = await workspace.send({ text: 'x' })
  await workspace.advance(2)
  expect(await statusOf(workspace, sent)).toBe('errored')
  const changed = await workspace.admin('POST', `/rapidpro/channels/${workspace.line}`, { send_url: aggregator.url })
  expect([changed.status, changed.body.send_url]).toEqual([200, aggregator.url])
  await workspace.advance(300)
  expect(await statusOf(workspace, sent)).toBe('wired')
})

test('a part that errs is tried again with the whole message: its first part arrives twice', async () => {
  const workspace = await startAggregated({ max_length: 60 })
  let down = true
  aggregator.answer = ({ form }) => ({ status: form['text']!.startsWith('b') && down ? 500 : 200 })
  const sent = await workspace.send({ text: 'a'.repeat(60) + 'b'.repeat(60) })
  await workspace.advance(2)
  expect(await statusOf(workspace, sent)).toBe('errored')
  down = false
  await workspace.advance('idle')
  expect(aggregator.received.map(({ form }) => form['text']![0])).toEqual(['a', 'b', 'a', 'b'])
  expect(await statusOf(workspace, sent)).toBe('wired')
})

test('whoever reports before it answers is overtaken by its own answer: there is no guard against going backwards', async () => {
  const workspace = await startAggregated()
  const report = reporter(workspace)
  aggregator.answer = async ({ form }) => {
    await report('sent', { id: Number(form['id']) })
    return {}
  }
  const sent = await workspace.send({ text: 'x' })
  await workspace.advance(1)
  expect(await statusOf(workspace, sent)).toBe('wired')
})

test('what waits for an aggregator goes through a snapshot', async () => {
  const workspace = await startAggregated()
  await workspace.send({ text: 'queued' })
  const snapshot = (await workspace.admin('GET', '/snapshot')).body
  expect((await workspace.admin('PUT', '/snapshot', snapshot)).status).toBeLessThan(300)
  await workspace.advance('idle')
  expect(aggregator.received.map(({ form }) => form['text'])).toEqual(['queued'])
})

test('what a channel had not handed over fails when it is deleted, and is not posted', async () => {
  const workspace = await startAggregated()
  const queued = await workspace.send({ text: 'queued' })
  aggregator.answer = () => ({ status: 503 })
  await workspace.advance(1)
  const errored = queued
  const later = await workspace.send({ text: 'later' })
  await workspace.admin('DELETE', `/rapidpro/channels/${workspace.line}`)
  await workspace.advance('idle')
  expect([await statusOf(workspace, errored), await statusOf(workspace, later)]).toEqual(['failed', 'failed'])
  expect(aggregator.received).toHaveLength(1)
})

test('delivery plans are for simulated networks, and decide nothing about what an aggregator is given', async () => {
  const workspace = await startAggregated()
  await workspace.admin('POST', '/delivery-plans', { steps: [{ after: 0, state: 'failed' }] })
  const sent = await workspace.send({ text: 'x' })
  await workspace.advance('idle')
  expect(await statusOf(workspace, sent)).toBe('wired')
})

test('addresses outside of what calls may reach are not called, and the message fails like one that finds nobody', async () => {
  const workspace = await startAggregated({ send_url: 'http://192.0.2.1/send' })
  const sent = await workspace.send({ text: 'x' })
  await workspace.advance('idle')
  expect(await statusOf(workspace, sent)).toBe('failed')
  const { body } = await workspace.admin('GET', '/journal?type=webhook.attempted')
  expect(JSON.stringify(body)).toContain('--allow-webhooks-to')
})

test.each([
  [{ send_url: 'http://{{to}}/send' }, /behind its host only/],
  [{ send_url: 'ftp://127.0.0.1/' }, /has to be an address/],
  [{ type: 'android', send_url: 'http://127.0.0.1/send' }, /belongs to channels of the type external/],
  [{ device: { name: 'Nexus' } }, /belongs to channels of the type android/],
  [{ send_headers: { 'a b': 'c' } }, /has to have a name that matches/],
  [{ send_headers: { a: 'c\nd' } }, /has to match/],
  [{ content_type: 'text/plain\n' }, /has to match/],
])('a channel cannot be made of %j', async (asked, why) => {
  const { admin, get } = await startWorkspace()
  const { status, body } = await admin('POST', '/rapidpro/channels', { address: '+250780000002', ...asked })
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  expect(JSON.stringify(body)).toMatch(why)
  expect((await get('channels.json')).body.results).toHaveLength(1)
})

test.each(['whatsapp:250788123123', 'telegram:1234567890', 'ext:+250 788 123', 'viber:abc='])(
  'what an aggregator says of a text to %s is true of the text as well',
  async (urn) => {
    const workspace = await startAggregated({ schemes: [urn.split(':', 1)[0]] })
    const report = reporter(workspace)
    await workspace.post('contacts.json', { urns: [urn] })
    const sent = await workspace.send({ contact: urn, text: 'Muraho' })
    await workspace.advance('idle')
    await report('delivered', sent)
    const [text] = (await workspace.admin('GET', '/messages')).body.messages
    expect([await statusOf(workspace, sent), text.state]).toEqual(['delivered', 'delivered'])
  },
)
