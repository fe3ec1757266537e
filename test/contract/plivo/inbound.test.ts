import plivo from 'plivo'
import { expect, test } from 'vitest'
import { type OpenAccount, openAccount } from './open-account.ts'

/** Lets the account's application report what its number receives. */
async function listen({ call, world }: OpenAccount, change: Record<string, unknown> = {}) {
  const body = { message_url: `${world.receiver.url}/inbound`, ...change }
  const answer = await call('POST', `/Application/${world.credentials['plivo']!['app_id']}/`, { body })
  expect(answer.status).toBe(202)
}

const inbound = async ({ call }: OpenAccount) =>
  (await call('GET', '/Message/?message_direction=inbound')).body.objects[0]

test("a message to the account's number is posted to its application's message_url, and is then delivered", async () => {
  const account = await openAccount()
  const { world, token } = account
  await listen(account)
  await world.handset('+14155550123').writes('+14155550100', 'Hi & bye + ☺ ñ=1')
  expect(await inbound(account)).toMatchObject({ message_state: 'received' })
  await world.advance('idle')

  const [received] = world.receiver.received
  const record = await inbound(account)
  expect(received!.form).toEqual({
    From: '14155550123',
    To: '14155550100',
    Text: 'Hi & bye + ☺ ñ=1',
    Type: 'sms',
    MessageUUID: record.message_uuid,
    Units: '1',
    TotalRate: '0',
    TotalAmount: '0',
    MessageIntent: '',
  })
  expect(record).toMatchObject({
    message_state: 'delivered',
    message_direction: 'inbound',
    from_number: '14155550123',
    to_number: '14155550100',
    total_amount: '0.00000',
    units: 1,
  })
  const { headers, url, form } = received!
  expect(
    plivo.validateV3Signature(
      'POST',
      url,
      headers['x-plivo-signature-v3-nonce']!,
      token,
      headers['x-plivo-signature-v3']!,
      form,
    ),
  ).toBe(true)
  expect(
    plivo.validateSignature(url, headers['x-plivo-signature-v2-nonce']!, headers['x-plivo-signature-v2']!, token),
  ).toBe(true)
})

test('message_method GET is obeyed', async () => {
  const account = await openAccount()
  await listen(account, { message_method: 'GET' })
  await account.world.handset('14155550123').writes('14155550100', 'Hi')
  await account.world.advance('idle')
  expect(account.world.receiver.received).toMatchObject([{ method: 'GET', form: { Text: 'Hi' } }])
})

test('without a message_url a message stays received', async () => {
  const account = await openAccount()
  await account.world.handset('14155550123').writes('14155550100', 'Hi')
  await account.world.handset('14155550123').writes('13125550177', 'Hi')
  await account.world.advance('idle')
  expect((await account.call('GET', '/Message/?message_state=received')).body.meta.total_count).toBe(2)
})

test('a message that the application never takes is tried again after 60, 120 and 240 seconds, and is then undelivered', async () => {
  const account = await openAccount()
  await listen(account)
  account.world.receiver.answer = () => ({ status: 500 })
  await account.world.handset('14155550123').writes('14155550100', 'Hi')
  const tries = async (seconds: number) => (
    await account.world.advance(seconds),
    account.world.receiver.received.length
  )
  expect([await tries(59), await tries(1)]).toEqual([1, 2])
  expect([await tries(119), await tries(1)]).toEqual([2, 3])
  expect(await inbound(account)).toMatchObject({ message_state: 'received' })
  expect([await tries(239), await tries(1)]).toEqual([3, 4])
  expect(await inbound(account)).toMatchObject({ message_state: 'undelivered' })
})

test('an application that logs no incoming messages hides who wrote', async () => {
  const account = await openAccount()
  await listen(account, { log_incoming_messages: false })
  await account.world.handset('14155550123').writes('14155550100', 'Hi')
  await account.world.advance('idle')
  expect(account.world.receiver.received[0]!.form['From']).toBe('14155550123')
  expect(await inbound(account)).toMatchObject({ from_number: '14155550***', log: 'false' })
})

test('the XML of an answer is sent as messages, whose states go to the callbackUrl given there', async () => {
  const account = await openAccount()
  const { world } = account
  await listen(account)
  world.receiver.answer = ({ path }) =>
    path === '/inbound'
      ? {
          headers: { 'content-type': 'text/xml' },
          body: `<Response><Message src="14155550100" dst="14155550123&lt;14155550124" callbackUrl="${world.receiver.url}/reply" callbackMethod="GET">Thanks</Message></Response>`,
        }
      : {}
  await world.handset('14155550123').writes('14155550100', 'Hi')
  await world.advance('idle')
  expect(await world.handset('14155550123').messages()).toMatchObject([{ text: 'Hi' }, { text: 'Thanks' }])
  expect(await world.handset('14155550124').messages()).toMatchObject([{ text: 'Thanks' }])
  const told = world.receiver.received.filter(({ path }) => path === '/reply')
  expect(told.map(({ method, form }) => `${method} ${form['Status']}`).sort()).toEqual(
    ['GET queued', 'GET queued', 'GET sent', 'GET sent', 'GET delivered', 'GET delivered'].sort(),
  )
})

test("the XML that Plivo's own library writes is understood", async () => {
  const account = await openAccount()
  const { world } = account
  await listen(account)
  const response = plivo.Response()
  response.addMessage('From the library', {
    src: '14155550100',
    dst: '14155550123',
    type: 'sms',
    callbackUrl: 'http://127.0.0.1:9/',
    callbackMethod: 'POST',
  })
  world.receiver.answer = () => ({ headers: { 'content-type': 'application/xml' }, body: response.toXML() })
  await world.handset('14155550123').writes('14155550100', 'Hi')
  await world.advance(10)
  expect(await world.handset('14155550123').messages()).toMatchObject([{ text: 'Hi' }, { text: 'From the library' }])
})

test.each([
  ['a message without a source', '<Response><Message dst="14155550123">x</Message></Response>'],
  ['a message without a destination', '<Response><Message src="14155550100">x</Message></Response>'],
  ['a message without a text', '<Response><Message src="14155550100" dst="14155550123"></Message></Response>'],
  ['a message to a bad number', '<Response><Message src="14155550100" dst="1">x</Message></Response>'],
  [
    'a message of an unknown type',
    '<Response><Message src="14155550100" dst="14155550123" type="fax">x</Message></Response>',
  ],
  ['broken XML', '<Response><Message src="14155550100" dst="14155550123">x'],
])('%s in the answer is left out, and the message that came in is delivered all the same', async (_, body) => {
  const account = await openAccount()
  await listen(account)
  account.world.receiver.answer = () => ({ headers: { 'content-type': 'application/xml' }, body })
  await account.world.handset('14155550123').writes('14155550100', 'Hi')
  await account.world.advance('idle')
  expect(await inbound(account)).toMatchObject({ message_state: 'delivered' })
  expect((await account.call('GET', '/Message/?message_direction=outbound')).body.meta.total_count).toBe(0)
})

test('after STOP, sends of that pair are accepted and fail with 200, until START', async () => {
  const account = await openAccount()
  const { world, send, read } = account
  await listen(account)
  await world.handset('14155550123').writes('14155550100', ' stop ')
  const [blocked] = await send()
  const [otherNumber] = await send({ src: '13125550177' })
  const [otherPerson] = await send({ dst: '14155550124' })
  await world.advance('idle')
  expect(world.receiver.received[0]!.form['MessageIntent']).toBe('optout')
  expect(await read(blocked!)).toMatchObject({ message_state: 'failed', error_code: '200' })
  expect(await read(otherNumber!)).toMatchObject({ message_state: 'delivered' })
  expect(await read(otherPerson!)).toMatchObject({ message_state: 'delivered' })

  await world.handset('14155550123').writes('14155550100', 'Start')
  const [again] = await send()
  await world.advance('idle')
  expect(await read(again!)).toMatchObject({ message_state: 'delivered' })
  expect(world.receiver.received.at(-1)!.form['MessageIntent']).toBe('optin')
})

test('an opt-out outranks a delivery plan', async () => {
  const { world, send, read } = await openAccount()
  await world.admin('POST', '/delivery-plans', {
    steps: [
      { after: 60, state: 'sent' },
      { after: 1, state: 'delivered' },
    ],
  })
  await world.handset('14155550123').writes('14155550100', 'STOP')
  const [uuid] = await send()
  await world.advance('idle')
  expect(await read(uuid!)).toMatchObject({ message_state: 'failed', error_code: '200' })
})

test('HELP is told as such', async () => {
  const account = await openAccount()
  await listen(account)
  await account.world.handset('14155550123').writes('14155550100', 'Help')
  await account.world.advance('idle')
  expect(account.world.receiver.received[0]!.form['MessageIntent']).toBe('help')
})
