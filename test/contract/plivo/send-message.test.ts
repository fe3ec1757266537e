import { expect, test } from 'vitest'
import { openAccount } from './open-account.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('sending answers 202 with an api_id, "message(s) queued" and an array of one message_uuid', async () => {
  const { call } = await openAccount()
  const answer = await call('POST', '/Message/', { body: { src: '14155550100', dst: '14155550123', text: 'Hello' } })
  expect(answer.status).toBe(202)
  expect(answer.headers['content-type']).toBe('application/json')
  expect(answer.body).toEqual({
    api_id: expect.stringMatching(UUID),
    message: 'message(s) queued',
    message_uuid: [expect.stringMatching(UUID)],
  })
})

test('each answer has an api_id of its own, errors included', async () => {
  const { call } = await openAccount()
  const ids = [
    (await call('GET', '/Message/')).body.api_id,
    (await call('GET', '/Message/')).body.api_id,
    (await call('GET', '/Message/none/')).body.api_id,
  ]
  expect(new Set(ids).size).toBe(3)
  for (const id of ids) expect(id).toMatch(UUID)
})

test('several destinations are joined by <, and each gets a message of its own, in their order', async () => {
  const { call, read } = await openAccount()
  const answer = await call('POST', '/Message/', {
    body: { src: '14155550100', dst: '14155550123<+1 (415) 555-0124<14155550123', text: 'Hello' },
  })
  expect(answer.body.message_uuid).toHaveLength(2)
  expect(answer.body).not.toHaveProperty('invalid_number')
  expect((await read(answer.body.message_uuid[0])).to_number).toBe('14155550123')
  expect((await read(answer.body.message_uuid[1])).to_number).toBe('14155550124')
})

test('a valid destination is not held back by an invalid one', async () => {
  const { call } = await openAccount()
  const answer = await call('POST', '/Message/', {
    body: { src: '14155550100', dst: '1111111<14155550123<14155550100', text: 'Hello' },
  })
  expect(answer.status).toBe(202)
  expect(answer.body.message_uuid).toHaveLength(1)
  expect(answer.body.invalid_number).toEqual(['1111111', '14155550100'])
})

test('a thousand destinations are accepted, one more is not', async () => {
  const { call } = await openAccount()
  const numbers = Array.from({ length: 1001 }, (_, index) => `1415555${String(index).padStart(4, '0')}`).filter(
    (number) => number !== '14155550100',
  )
  const full = await call('POST', '/Message/', {
    body: { src: '14155550100', dst: numbers.slice(0, 1000).join('<'), text: 'x' },
  })
  expect(full.body.message_uuid).toHaveLength(1000)
  const more = await call('POST', '/Message/', {
    body: { src: '14155550100', dst: [...numbers, '14165550100'].join('<'), text: 'x' },
  })
  expect(more.status).toBe(400)
})

test('a form is taken as well as JSON', async () => {
  const { call, read } = await openAccount()
  const answer = await call('POST', '/Message/', {
    form: { src: '14155550100', dst: '14155550123', text: 'Grüße', method: 'get', log: '', trackable: 'false' },
  })
  expect(answer.status).toBe(202)
  expect(await read(answer.body.message_uuid[0])).toMatchObject({ log: 'true', units: 1 })
})

test.each([
  ['its name with brackets', 'media_urls[]=http://a.test/1.png&media_urls[]=http://a.test/2.png'],
  ['its name again and again', 'media_urls=http://a.test/1.png&media_urls=http://a.test/2.png'],
  ['JSON', `media_urls=${encodeURIComponent('["http://a.test/1.png","http://a.test/2.png"]')}`],
])('a form may write a list as %s', async (_, media) => {
  const { call } = await openAccount()
  const answer = await call('POST', '/Message/', {
    raw: `src=14155550100&dst=14155550123&type=mms&${media}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
  })
  expect(answer.status).toBe(202)
  const listed = await call('GET', `/Message/${answer.body.message_uuid[0]}/Media/`)
  expect(listed.body.objects).toMatchObject([{ file_name: '1.png' }, { file_name: '2.png' }])
})

test("what Ruby, .NET and old clients send besides makes no difference: null, '' and numbers", async () => {
  const { call } = await openAccount()
  const answer = await call('POST', '/Message/', {
    body: {
      src: 14155550100,
      dst: 14155550123,
      text: 'x',
      powerpack_uuid: null,
      url: '',
      method: '',
      log: '',
      type: '',
      media_urls: null,
    },
  })
  expect(answer.status).toBe(202)
})

test.each([
  ['no src', { src: undefined }, 'Neither of src or powerpack_uuid present, either one is required'],
  [
    'src and powerpack_uuid',
    { powerpack_uuid: 'b1c8f0c5-a3b5-4cbb-9f3c-0f5a3a4e0d11' },
    'Either of src or powerpack_uuid, both of them are present',
  ],
  ['an unknown powerpack', { src: undefined, powerpack_uuid: 'nobody' }, 'powerpack nobody not found'],
  ['no dst', { dst: undefined }, 'dst parameter not present'],
  ['no text', { text: undefined }, 'text parameter not present'],
  ['an empty text', { text: '' }, 'text parameter not present'],
  ['a bad number', { dst: '1111111' }, "'1111111' is not a valid phone number."],
  [
    'a list turned into text',
    { dst: "['14155550123', '14155550124']" },
    "'['14155550123','14155550124']' is not a valid phone number.",
  ],
  ['a number that is too long', { dst: '141555501231234' }, "'141555501231234' is not a valid phone number."],
  ['bad numbers', { dst: '1<2' }, "'1', '2' are not valid phone numbers."],
  ['dst that is no text', { dst: ['14155550123'] }, 'dst should be a string.'],
  ['text that is no text', { text: { a: 1 } }, 'text should be a string.'],
  ['src that equals dst', { dst: '+14155550100' }, 'src and dst cannot be the same number.'],
  [
    'a sender name that is too long',
    { src: 'TWELVELETTER' },
    expect.stringMatching(/^'TWELVELETTER' is not a valid source/),
  ],
  ['an unknown type', { type: 'fax' }, 'type should be one of sms, mms, whatsapp.'],
  ['an unknown method', { method: 'PUT' }, 'method should be one of GET, POST.'],
  ['a url that is none', { url: 'ftp://a.test' }, 'url is not a valid URL.'],
  ['an unknown log word', { log: 'some' }, 'log should be one of true, false, content_only, number_only.'],
  ['an expiry that is too short', { message_expiry: 4 }, 'message_expiry should be at least 5.'],
  ['an expiry that is too long', { message_expiry: 10800 }, 'message_expiry should be at most 10799.'],
  ['an expiry that is no number', { message_expiry: 'soon' }, 'message_expiry should be an integer.'],
  [
    'an unknown DLT category',
    { dlt_template_category: 'x' },
    expect.stringMatching(/^dlt_template_category should be one of/),
  ],
  ['media on an sms', { media_urls: ['http://a.test/1.png'] }, expect.stringMatching(/mms or whatsapp only/)],
  [
    'eleven media',
    { type: 'mms', media_urls: Array(11).fill('http://a.test/1.png') },
    'media_urls should have at most 10 entries.',
  ],
  ['media that are no list', { type: 'mms', media_urls: 5 }, 'media_urls should be a list of strings.'],
  ['an unknown media id', { type: 'mms', media_ids: ['nobody'] }, "'nobody' is not a valid media id."],
  ['a template on an sms', { template: { name: 'x' } }, expect.stringMatching(/whatsapp only/)],
  ['a template that is no object', { type: 'whatsapp', template: 'x' }, 'template should be an object.'],
  ['a text over 1600 characters', { text: 'a'.repeat(1601) }, 'text should be at most 1600 characters long.'],
  [
    'a text of 1599 characters, two of which count twice',
    { text: '€€'.padEnd(1599, 'a') },
    'text should be at most 1600 characters long.',
  ],
  [
    'unicode over 737 characters',
    { text: '☺'.repeat(738) },
    'text should be at most 737 characters long where it has unicode characters.',
  ],
  [
    'an MMS over 1600 characters',
    { type: 'mms', media_urls: ['http://a.test/a.png'], text: 'a'.repeat(1601) },
    'text should be at most 1600 characters long.',
  ],
  [
    'an MMS of unicode over 737 characters',
    { type: 'mms', media_urls: ['http://a.test/a.png'], text: '☺'.repeat(738) },
    'text should be at most 737 characters long where it has unicode characters.',
  ],
  [
    'unicode over 1600 characters',
    { text: '☺'.repeat(1601) },
    'text should be at most 737 characters long where it has unicode characters.',
  ],
])('%s is refused with 400, and nothing is sent', async (_, change, error) => {
  const { call } = await openAccount()
  const body = { src: '14155550100', dst: '14155550123', text: 'Hello', ...change }
  const answer = await call('POST', '/Message/', { body })
  expect(answer.status).toBe(400)
  expect(answer.body).toEqual({
    api_id: expect.stringMatching(UUID),
    error,
  })
  expect((await call('GET', '/Message/')).body.meta.total_count).toBe(0)
})

test.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(1600), 11],
  ['€'.repeat(80), 1],
  ['☺'.repeat(70), 1],
  ['☺'.repeat(71), 2],
  ['☺'.repeat(737), 11],
])('a text takes as many units as it has parts (%#)', async (text, units) => {
  const { send, read } = await openAccount()
  const [uuid] = await send({ text })
  expect(await read(uuid!)).toMatchObject({ units, total_rate: '0.00350', total_amount: (0.0035 * units).toFixed(5) })
})

test('WhatsApp texts may have 4096 characters, in one unit and one conversation a day', async () => {
  const { send, read, world } = await openAccount()
  const [first] = await send({ type: 'whatsapp', text: '☺'.repeat(4096) })
  const [second] = await send({ type: 'whatsapp', text: undefined, template: { name: 'hello', language: 'en' } })
  const one = await read(first!)
  expect(one).toMatchObject({ units: 1, message_type: 'whatsapp', conversation_origin: 'service' })
  expect(one.conversation_id).toMatch(/^[0-9a-f]{32}$/)
  expect(one.conversation_expiration_timestamp).toMatch(/^2026-01-02 00:00:00/)
  expect((await read(second!)).conversation_id).toBe(one.conversation_id)
  await world.advance(24 * 60 * 60 - 1)
  const [late] = await send({ type: 'whatsapp' })
  expect((await read(late!)).conversation_id).toBe(one.conversation_id)
  await world.advance(1)
  const [third] = await send({ type: 'whatsapp', text: undefined, template: '{"name":"hello"}' })
  expect(await read(third!)).toMatchObject({
    conversation_origin: 'utility',
    conversation_id: expect.not.stringMatching(one.conversation_id),
  })
})

test('an alphanumeric sender is kept as given', async () => {
  const { send, read, world } = await openAccount()
  const [uuid] = await send({ src: 'Textbed1' })
  await world.advance('idle')
  expect(await read(uuid!)).toMatchObject({ from_number: 'Textbed1', message_state: 'delivered', is_domestic: null })
  expect(await world.handset('14155550123').messages()).toMatchObject([{ from: 'Textbed1' }])
})

test.each([
  ['sms', '919800000000', 'IN', false],
  ['sms', '14165550123', 'CA', false],
  ['sms', '12125550123', 'US', true],
])('a record names the country of its destination: %s to %s is %s', async (type, dst, country, domestic) => {
  const { send, read } = await openAccount()
  const [uuid] = await send({ type, dst })
  expect(await read(uuid!)).toMatchObject({ destination_country_iso2: country, is_domestic: domestic })
})

test('callback_url asks for the asynchronous mode, which is refused with 501', async () => {
  const { call } = await openAccount()
  const body = { src: '14155550100', dst: '14155550123', text: 'Hello', callback_url: 'http://a.test/' }
  const answer = await call('POST', '/Message/', { body })
  expect(answer.status).toBe(501)
  expect(answer.body).toEqual({ api_id: expect.any(String), error: expect.stringContaining('callback_url') })
  expect((await call('GET', '/Message/?callback_url=http://a.test/')).status).toBe(501)
})

test.each([
  ['broken JSON', '{"src":', {}],
  ['a JSON list', '[]', {}],
  ['a JSON number', '5', {}],
  ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), {}],
  ['broken gzip', 'nonsense', { 'content-encoding': 'gzip' }],
  ['an unknown encoding', '{}', { 'content-encoding': 'br' }],
  ['a deep body', `{"template":${'['.repeat(5000)}${']'.repeat(5000)}}`, {}],
  ['a broken form', 'src=%zz', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['multipart', '--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' }],
  ['dangerous names', '{"__proto__":{"src":"1"},"constructor":{"prototype":{"dst":"1"}}}', {}],
])('%s is refused with 400 in the usual words', async (_, raw, headers) => {
  const { call } = await openAccount()
  const answer = await call('POST', '/Message/', {
    raw,
    headers: { 'content-type': 'application/json', ...headers },
  })
  expect(answer.status).toBe(400)
  expect(answer.body).toEqual({ api_id: expect.stringMatching(UUID), error: expect.any(String) })
  expect((await call('GET', '/Message/')).body.meta.total_count).toBe(0)
})

test('broken JSON is called so', async () => {
  const { call } = await openAccount()
  const answer = await call('POST', '/Message/', { raw: '{', headers: { 'content-type': 'application/json' } })
  expect(answer.body.error).toMatch(/invalid JSON/i)
})

test('a body over the limit is refused with 413', async () => {
  const { call } = await openAccount()
  const answer = await call('POST', '/Message/', {
    raw: ' '.repeat(8 * 1024 * 1024 + 1),
    headers: { 'content-type': 'application/json' },
  })
  expect(answer.status).toBe(413)
  expect(answer.body).toEqual({ api_id: expect.any(String), error: 'request body too large' })
})
