import { expect, test } from 'vitest'
import { openAccount } from './open-account.ts'

test('a record has all members of the page on messages and all of today’s', async () => {
  const { send, read, authId } = await openAccount()
  const [uuid] = await send({ dlt_entity_id: 'e', dlt_template_id: 't', dlt_template_category: 'promotional' })
  const { api_id, meta, objects, ...record } = await read(uuid!)
  expect(record).toEqual({
    message_uuid: uuid,
    from_number: '14155550100',
    to_number: '14155550123',
    message_direction: 'outbound',
    message_state: 'queued',
    message_type: 'sms',
    message_time: expect.stringMatching(/^2026-01-01 00:00:00\.\d{6}\+00:00$/),
    resource_uri: `/v1/Account/${authId}/Message/${uuid}/`,
    total_amount: '0.00350',
    cloud_rate: '0.00000',
    carrier_rate: '0.00350',
    total_rate: '0.00350',
    units: 1,
    error_code: null,
    error_message: '',
    message_sent_time: null,
    message_updated_time: null,
    powerpack_id: null,
    requester_ip: '127.0.0.1',
    is_domestic: true,
    destination_country_iso2: 'US',
    destination_network: null,
    replaced_sender: null,
    carrier_fees_rate: '0.00000',
    carrier_fees: '0.00000',
    tendlc_campaign_id: '',
    tendlc_registration_status: '',
    dlt_entity_id: 'e',
    dlt_template_id: 't',
    dlt_template_category: 'promotional',
    conversation_id: '',
    conversation_origin: '',
    conversation_expiration_timestamp: '',
    log: 'true',
    mcc: '',
    mnc: '',
  })
  expect(api_id).toEqual(expect.any(String))
  expect(meta).toEqual({ limit: 20, next: null, offset: 0, previous: null, total_count: 1 })
  expect(objects).toEqual([record])
})

test('the documented profile shows times as the page on messages does', async () => {
  const { send, read } = await openAccount({ profile: 'documented' })
  const [uuid] = await send()
  expect((await read(uuid!)).message_time).toBe('2026-01-01T00:00:00')
})

test('a message goes from queued over sent to delivered, with code 000 at the end', async () => {
  const { send, read, world } = await openAccount()
  const [uuid] = await send()
  await world.advance(1)
  expect(await read(uuid!)).toMatchObject({
    message_state: 'sent',
    error_code: null,
    message_sent_time: expect.stringContaining('2026-01-01 00:00:01'),
  })
  await world.advance(2)
  expect(await read(uuid!)).toMatchObject({
    message_state: 'delivered',
    error_code: '000',
    error_message: '',
    message_sent_time: expect.stringContaining('2026-01-01 00:00:01'),
    message_updated_time: expect.stringContaining('2026-01-01 00:00:03'),
  })
})

test.each([
  ['failed', [{ after: 1, state: 'failed', reason: 'no_credit' }], '900', 'Insufficient credit'],
  [
    'undelivered',
    [
      { after: 1, state: 'sent' },
      { after: 1, state: 'undelivered', reason: 'unreachable' },
    ],
    '80',
    'Destination temporarily unavailable',
  ],
  [
    'undelivered',
    [
      { after: 1, state: 'accepted' },
      { after: 1, state: 'undelivered' },
    ],
    '1000',
    'Unknown error',
  ],
] as const)('a message that ends %s says why (%#)', async (state, steps, code, message) => {
  const { send, read, world } = await openAccount()
  await world.admin('POST', '/delivery-plans', { steps })
  const [uuid] = await send()
  await world.advance('idle')
  expect(await read(uuid!)).toMatchObject({ message_state: state, error_code: code, error_message: message })
})

test('an unknown message is not found', async () => {
  const { call } = await openAccount()
  const answer = await call('GET', '/Message/6b1e1d0c-0000-4000-8000-000000000001/')
  expect(answer.status).toBe(404)
  expect(answer.body).toEqual({ api_id: expect.any(String), error: 'not found' })
})

test('messages cannot be changed or deleted', async () => {
  const { call, send } = await openAccount()
  const [uuid] = await send()
  for (const [method, path] of [
    ['PUT', '/Message/'],
    ['PATCH', '/Message/'],
    ['DELETE', '/Message/'],
    ['POST', `/Message/${uuid}/`],
    ['DELETE', `/Message/${uuid}/`],
  ] as const) {
    const answer = await call(method, path)
    expect([method, answer.status]).toEqual([method, 405])
    expect(answer.body).toEqual({ api_id: expect.any(String), error: 'method not allowed' })
  }
})

test('with logging off, numbers are shown without their last three digits', async () => {
  const { send, read, world } = await openAccount()
  const url = `${world.receiver.url}/status`
  const [all] = await send({ log: 'false', url })
  const [number] = await send({ log: 'content_only' })
  const [content] = await send({ log: 'number_only' })
  expect((await read(all!)).to_number).toBe('14155550***')
  expect((await read(all!)).log).toBe('false')
  expect((await read(number!)).to_number).toBe('14155550***')
  expect((await read(content!)).to_number).toBe('14155550123')
  await world.advance('idle')
  expect(world.receiver.received[0]!.form['To']).toBe('14155550***')
})

test('a message that is not sent within its message_expiry fails with 420', async () => {
  const { send, read, world } = await openAccount()
  await world.admin('POST', '/delivery-plans', { provider: 'plivo', steps: [{ after: 60, state: 'sent' }] })
  const [short] = await send({ message_expiry: 30 })
  const [long] = await send({ message_expiry: 90 })
  await world.advance(31)
  expect(await read(short!)).toMatchObject({ message_state: 'failed', error_code: '420' })
  await world.advance(30)
  expect(await read(long!)).toMatchObject({ message_state: 'sent' })
})

test('message_expiry counts the wait that chance has drawn', async () => {
  const { send, read, world } = await openAccount()
  const late = { after: 1, spread: 1000, state: 'sent' }
  await world.admin('POST', '/delivery-plans', { provider: 'plivo', steps: [late] })
  const [uuid] = await send({ message_expiry: 5 })
  await world.advance(5)
  expect(await read(uuid!)).toMatchObject({ message_state: 'failed', error_code: '420' })
  const [patient] = await send({ message_expiry: 1002 })
  await world.advance('idle')
  expect(await read(patient!)).toMatchObject({ message_state: 'sent' })
})

test('lists are shown newest first, twenty at a time, with links that keep the filters', async () => {
  const { call, send, authId } = await openAccount()
  const uuids: string[] = []
  for (let index = 0; index < 45; index++) uuids.push(...(await send({ dst: `1415555${1000 + (index % 3)}` })))
  const first = await call('GET', '/Message/?message_state=queued&unknown=1')
  expect(first.body.meta).toEqual({
    limit: 20,
    next: `/v1/Account/${authId}/Message/?limit=20&offset=20&message_state=queued`,
    offset: 0,
    previous: null,
    total_count: 45,
  })
  expect(first.body.objects.map((one: { message_uuid: string }) => one.message_uuid)).toEqual(
    uuids.toReversed().slice(0, 20),
  )
  const last = await call('GET', '/Message/?limit=10&offset=40')
  expect(last.body.meta).toMatchObject({ next: null, previous: `/v1/Account/${authId}/Message/?limit=10&offset=30` })
  expect(last.body.objects).toHaveLength(5)
  expect((await call('GET', '/Message/?limit=10&offset=5')).body.meta.previous).toContain('offset=0')
  const beyond = await call('GET', '/Message/?offset=100')
  expect([beyond.status, beyond.body.objects]).toEqual([200, []])
  expect(beyond.body.meta).toEqual({
    limit: 20,
    next: null,
    offset: 100,
    previous: `/v1/Account/${authId}/Message/?limit=20&offset=80`,
    total_count: 45,
  })
  const clamped = await call('GET', '/Message/?limit=500')
  expect(clamped.body.meta.limit).toBe(20)
})

test('walking next shows every message once', async () => {
  const { call, send, authId } = await openAccount()
  for (let index = 0; index < 23; index++) await send({ text: `${index}` })
  const seen: string[] = []
  let next: string | null = `/v1/Account/${authId}/Message/?limit=7`
  while (next !== null) {
    const page = await call('GET', next.replace(`/v1/Account/${authId}`, ''))
    seen.push(...page.body.objects.map((one: { message_uuid: string }) => one.message_uuid))
    next = page.body.meta.next
  }
  expect(new Set(seen).size).toBe(23)
  expect(seen).toHaveLength(23)
})

test('walking back from an empty page comes to the last messages, and to the first', async () => {
  const { call, send, authId } = await openAccount()
  for (let index = 0; index < 5; index++) await send({ text: `${index}` })
  const pages: number[] = []
  let previous: string | null = `/v1/Account/${authId}/Message/?limit=2&offset=9`
  while (previous !== null) {
    const page = await call('GET', previous.replace(`/v1/Account/${authId}`, ''))
    pages.push(page.body.objects.length)
    previous = page.body.meta.previous
  }
  expect(pages).toEqual([0, 0, 0, 2, 2, 2])
})

test.each([
  'limit=0',
  'limit=-1',
  'limit=ten',
  'limit=1.5',
  'offset=-1',
  'offset=x',
  'message_state=gone',
  'message_direction=up',
  'message_type=fax',
  'message_time__gt=yesterday',
  'message_time=2026-13-01%2000:00',
  'message_time=0099-01-01%2000:00',
  'error_code=abc',
  'conversation_origin=x',
])('a list with %s is refused with 400', async (query) => {
  const { call } = await openAccount()
  const answer = await call('GET', `/Message/?${query}`)
  expect(answer.status).toBe(400)
  expect(answer.body).toEqual({ api_id: expect.any(String), error: expect.any(String) })
})

test('filters combine', async () => {
  const { call, send, world } = await openAccount()
  const count = async (query: string) => (await call('GET', `/Message/?${query}`)).body.meta.total_count
  await send({ dst: '14155550123' })
  await send({ dst: '919800000000', type: 'mms', text: 'x' })
  await world.advance('idle')
  await world.advance(60)
  await send({ dst: '14155550123', src: '13125550177' })
  await world.handset('14155550123').writes('14155550100', 'Hi')

  expect(await count('')).toBe(4)
  expect(await count('message_direction=inbound')).toBe(1)
  expect(await count('message_direction=outbound&message_state=delivered')).toBe(2)
  expect(await count('message_type=mms')).toBe(1)
  expect(await count('to_number=%2B14155550123')).toBe(2)
  expect(await count('to=14155550123&from=13125550177')).toBe(1)
  expect(await count('from_number=+1 415 555 0100')).toBe(2)
  expect(await count('destination_country_iso2=in')).toBe(1)
  expect(await count('error_code=0')).toBe(2)
  expect(await count('error_code=000')).toBe(2)
  expect(await count('error_code=420')).toBe(0)
  expect(await count('message_time=2026-01-01 00:00')).toBe(2)
  expect(await count('message_time__gte=2026-01-01 00:00:00&message_time__lt=2026-01-01 00:01')).toBe(2)
  expect(await count('message_time__gt=2026-01-01 00:01')).toBe(2)
  expect(await count('message_time__lte=2025-12-31 23:59:59.999999')).toBe(0)
  expect(await count('powerpack_id=none')).toBe(0)
  expect(await count('subaccount=SA000000000000000000')).toBe(0)
  expect(await count('tendlc_campaign_id=C1')).toBe(0)
  expect(await count('tendlc_registration_status=registered')).toBe(0)
  expect(await count('message_state=&to_number=')).toBe(4)
})

test('a WhatsApp conversation can be listed', async () => {
  const { call, send, read } = await openAccount()
  const [uuid] = await send({ type: 'whatsapp' })
  await send()
  const { conversation_id } = await read(uuid!)
  expect((await call('GET', `/Message/?conversation_id=${conversation_id}`)).body.meta.total_count).toBe(1)
  expect((await call('GET', '/Message/?conversation_origin=service')).body.meta.total_count).toBe(1)
})
