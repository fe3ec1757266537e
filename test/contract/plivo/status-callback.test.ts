import plivo from 'plivo'
import { expect, test } from 'vitest'
import type { Received } from '../../support/world.ts'
import { openAccount } from './open-account.ts'

const MINUTE = 60

test('each state of a message is told to the url of its send, in order', async () => {
  const { send, world } = await openAccount()
  const [uuid] = await send({ url: `${world.receiver.url}/status` })
  expect(world.receiver.received).toEqual([])
  await world.advance('idle')

  const [queued, sent, delivered] = world.receiver.received.map(({ form }) => form)
  expect(queued).toEqual({
    To: '14155550123',
    From: '14155550100',
    Status: 'queued',
    MessageUUID: uuid,
    ParentMessageUUID: uuid,
    PartInfo: '1 of 1',
    Sequence: '1',
    Type: 'sms',
    Units: '1',
    TotalRate: '0.00350',
    TotalAmount: '0.00350',
    MCC: '0',
    MNC: '0',
    ErrorCode: '',
    MessageTime: expect.stringMatching(/^2026-01-01 00:00:00\.\d{6}$/),
    QueuedTime: queued!['MessageTime'],
    requester_ip: '127.0.0.1',
  })
  expect(sent).toMatchObject({ Status: 'sent', Sequence: '2', SentTime: expect.stringMatching(/^2026-01-01 00:00:01/) })
  expect(sent).not.toHaveProperty('DeliveryReportTime')
  expect(delivered).toMatchObject({
    Status: 'delivered',
    Sequence: '3',
    ErrorCode: '',
    DeliveryReportTime: expect.stringMatching(/^2026-01-01 00:00:03/),
  })
  expect(world.receiver.received.map(({ method, path }) => `${method} ${path}`)).toEqual(Array(3).fill('POST /status'))
  expect(world.receiver.received[0]!.headers['content-type']).toBe('application/x-www-form-urlencoded')
})

test('with method GET the parameters are added to the query that the url has', async () => {
  const { send, world } = await openAccount()
  await send({ url: `${world.receiver.url}/status?b=2&a=1`, method: 'GET' })
  await world.advance(0)
  const [call] = world.receiver.received
  expect(call!.method).toBe('GET')
  expect(call!.url).toMatch(/\/status\?b=2&a=1&To=14155550123&From=14155550100&Status=queued&/)
})

test('what the url has after a # is not sent', async () => {
  const { send, world } = await openAccount()
  await send({ url: `${world.receiver.url}/status#part`, method: 'GET' })
  await send({ url: `${world.receiver.url}/status?a=1#part`, method: 'GET' })
  await world.advance(0)
  const [plain, queried] = world.receiver.received
  expect(plain!.url).toMatch(/\/status\?To=14155550123&/)
  expect(queried!.url).toMatch(/\/status\?a=1&To=14155550123&/)
})

test('the callback of a failed message has its ErrorCode', async () => {
  const { send, world } = await openAccount()
  await world.admin('POST', '/delivery-plans', { steps: [{ after: 1, state: 'failed', reason: 'spam' }] })
  await send({ url: world.receiver.url })
  await world.advance('idle')
  expect(world.receiver.received.map(({ form }) => [form['Status'], form['ErrorCode']])).toEqual([
    ['queued', ''],
    ['failed', '30'],
  ])
})

test('a message that skips sent on its way is still told to be sent', async () => {
  const { send, world } = await openAccount()
  await world.admin('POST', '/delivery-plans', {
    steps: [
      { after: 1, state: 'accepted' },
      { after: 1, state: 'delivered' },
    ],
  })
  await send({ url: world.receiver.url })
  await world.advance('idle')
  expect(world.receiver.received.map(({ form }) => form['Status'])).toEqual(['queued', 'sent', 'delivered'])
})

test('read is told of WhatsApp messages only', async () => {
  const { send, read, world } = await openAccount()
  await world.admin('POST', '/delivery-plans', {
    steps: [
      { after: 1, state: 'sent' },
      { after: 1, state: 'delivered' },
      { after: 1, state: 'read' },
    ],
  })
  await send({ url: world.receiver.url })
  const [uuid] = await send({ url: world.receiver.url, type: 'whatsapp' })
  await world.advance('idle')
  const told = (type: string) =>
    world.receiver.received.filter(({ form }) => form['Type'] === type).map(({ form }) => form['Status'])
  expect(told('sms')).toEqual(['queued', 'sent', 'delivered'])
  expect(told('whatsapp')).toEqual(['queued', 'sent', 'delivered', 'read'])
  expect(world.receiver.received.at(-1)!.form).toMatchObject({
    ConversationID: expect.any(String),
    ConversationOrigin: 'service',
    ConversationExpirationTimestamp: expect.any(String),
  })
  expect((await read(uuid!)).message_state).toBe('read')
})

test('a callback that is not answered 2xx is tried again after 60, 120 and 240 seconds, then given up; the next state waits for it', async () => {
  const { send, world } = await openAccount()
  world.receiver.answer = ({ form }) => ({ status: form['Status'] === 'queued' ? 503 : 204 })
  await send({ url: world.receiver.url })
  const counts = async (seconds: number) => (await world.advance(seconds), world.receiver.received.length)
  expect(await counts(59)).toBe(1)
  expect(await counts(1)).toBe(2)
  expect(await counts(2 * MINUTE - 1)).toBe(2)
  expect(await counts(1)).toBe(3)
  expect(await counts(4 * MINUTE - 1)).toBe(3)
  expect(await counts(1)).toBe(6)
  expect(world.receiver.received.map(({ form }) => form['Status'])).toEqual([
    'queued',
    'queued',
    'queued',
    'queued',
    'sent',
    'delivered',
  ])
  const nonces = world.receiver.received.map(({ headers }) => headers['x-plivo-signature-v3-nonce'])
  expect(new Set(nonces).size).toBe(6)
})

/** As a receiver checks: the address that was called, the headers and the parameters that came. */
function accepts({ headers, method, url, form }: Received, token: string): unknown[] {
  const header = (name: string) => headers[`x-plivo-signature-${name}`]!
  const parameters = method === 'GET' ? {} : form
  return [
    plivo.validateSignature(url, header('v2-nonce'), header('v2'), token),
    plivo.validateSignature(url, header('v2-nonce'), header('ma-v2'), token),
    plivo.validateV3Signature(method, url, header('v3-nonce'), token, header('v3'), parameters),
    plivo.validateV3Signature(method, url, header('v3-nonce'), token, header('ma-v3'), parameters),
  ]
}

test.each([
  ['POST', '/status'],
  ['POST', '/status/?b=2&a=1%202'],
  ['GET', '/status'],
  ['GET', '/status?b=2&a=1'],
  ['GET', '/status?b=2#part'],
  ['POST', '/status?b=2&a=9&a=10&a=1&b=1'],
  ['GET', '/status?b=2&a=9&a=10&a=1&b=1'],
  ['POST', '/status?To=x&Status=a&status=b'],
  ['GET', '/status?To=x&Status=z&Status=a&status=b'],
  ['POST', '/état du message?ñ=ü'],
])("the signatures of a %s to %s are good in the eyes of Plivo's validators", async (method, path) => {
  const { send, world, token } = await openAccount()
  await send({ url: `${world.receiver.url}${path}`, method })
  await world.advance('idle')
  expect(world.receiver.received).toHaveLength(3)
  for (const received of world.receiver.received) {
    expect(received.headers['x-plivo-signature-v3-nonce']).toMatch(/^\d{20}$/)
    expect(accepts(received, token)).toEqual([true, true, true, true])
    expect(accepts(received, 'another token')).toEqual([false, false, false, false])
  }
})
