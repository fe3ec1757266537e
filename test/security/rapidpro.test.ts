import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { contactFieldRows } from '../../src/providers/rapidpro/fields/contact-field.ts'
import { type Workspace, startWorkspace } from '../contract/rapidpro/start.ts'

// Each hostile input stands next to the innocent call that has to go on working.

const TOO_MANY_PARAMETERS = 'The number of GET/POST parameters exceeded settings.DATA_UPLOAD_MAX_NUMBER_FIELDS.'

const multipart = (boundary = 'XX') => ({ 'content-type': `multipart/form-data; boundary=${boundary}` })
const field = (name: string, value: string, boundary = 'XX') =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (content: string) =>
  `--XX\r\nContent-Disposition: form-data; name="text"; filename="f.png"\r\nContent-Type: image/png\r\n\r\n${content}`

/** Every path that takes forms, with what its refusals look like. */
const FORMS = ['contacts.json', 'messages.json', 'broadcasts.json', 'receive', 'sent', 'delivered', 'failed', 'stopped']

/** Posts to a path of the API, or of the gateway. */
function poster({ call, auth, id, channel }: Workspace) {
  return (path: string, raw: string | Uint8Array, headers: Record<string, string>) =>
    call('POST', path.endsWith('.json') ? `/api/v2/${path}` : `/w/${id}/c/ex/${channel}/${path}`, {
      raw,
      headers: { ...auth, ...headers },
    })
}

const sentenceOf = (body: any): string => body.detail ?? body.data[0].error

/** What the world holds, to be compared before and after. */
const heldBy = async ({ get }: Workspace) =>
  (await Promise.all(['contacts.json', 'messages.json', 'broadcasts.json'].map((path) => get(path)))).map(
    ({ text }) => text,
  )

test.each(FORMS)('a multipart form to %s that is cut off anywhere is refused, and changes nothing', async (path) => {
  const workspace = await startWorkspace()
  const send = poster(workspace)
  const before = await heldBy(workspace)
  const whole = `${field('from', '+250788123123')}${file('half of a picture')}\r\n--XX--\r\n`
  for (const end of [1, 4, 6, 40, whole.indexOf('half'), whole.indexOf('picture'), whole.length - 5]) {
    const answer = await send(path, whole.slice(0, end), multipart())
    expect([answer.status, sentenceOf(answer.body)]).toEqual([
      400,
      'Multipart form parse error - Unexpected end of multipart data',
    ])
  }
  expect(await heldBy(workspace)).toEqual(before)
})

test('a multipart form that is whole is read, files and parts without a name passed over', async () => {
  const workspace = await startWorkspace()
  const send = poster(workspace)
  const raw = `${file('a picture')}\r\n--XX\r\nContent-Disposition: form-data\r\n\r\nnobody\r\n--XX\r\n\r\nnothing\r\n${field('from', '+250788123123')}${field('text', 'Muraho')}${file('another')}\r\n--XX--\r\n`
  const received = await send('receive', raw, multipart())
  expect([received.status, received.body.data[0].text]).toEqual([200, 'Muraho'])
  const quoted = `${field('name', 'Amina "K"\r\n--YY', 'XX')}${field('urns', 'telegram:1')}--XX--`
  const created = await send('contacts.json', quoted, { 'content-type': 'multipart/form-data; boundary="XX"' })
  expect([created.status, created.body.name, created.body.urns]).toEqual([201, 'Amina "K"\r\n--YY', ['telegram:1']])
})

test.each([
  ['multipart/form-data', 'Invalid boundary in multipart: None'],
  ['multipart/form-data; boundary=', 'Invalid boundary in multipart: None'],
  ['multipart/form-data; boundary=""', 'Invalid boundary in multipart: '],
  [`multipart/form-data; boundary=${'x'.repeat(202)}`, `Invalid boundary in multipart: ${'x'.repeat(202)}`],
  ['multipart/form-data; boundary=YY', 'Unexpected end of multipart data'],
])('the content type %s does not fit the form and is refused', async (type, words) => {
  const send = poster(await startWorkspace())
  for (const path of FORMS) {
    const answer = await send(path, `${field('name', 'A')}--XX--`, { 'content-type': type })
    expect([answer.status, sentenceOf(answer.body)]).toEqual([400, `Multipart form parse error - ${words}`])
  }
})

const parts = (count: number) => `${field('text', 'x').repeat(count)}${field('id', '1')}--XX--`

test('too many parts, and parts with endless headers, are refused before they are read', async () => {
  const send = poster(await startWorkspace())
  expect((await send('sent', parts(999), multipart())).status).toBe(200)
  const many = await send('sent', parts(1000), multipart())
  expect([many.status, sentenceOf(many.body)]).toEqual([400, TOO_MANY_PARAMETERS])
  const long = await send('sent', `--XX\r\n${'A: b\r\n'.repeat(100_000)}\r\nx\r\n--XX--`, multipart())
  expect([long.status, sentenceOf(long.body)]).toEqual([
    400,
    'Multipart form parse error - Request max total header size exceeded.',
  ])
})

test('no bytes in a multipart form make the server fail', async () => {
  const workspace = await startWorkspace()
  const send = poster(workspace)
  const piece = fc.constantFrom(
    '--XX',
    '--XX--',
    '\r\n',
    '\r\n\r\n',
    ...Array.from('-X\r\n"\\;:a\0\xff'),
    'Content-Disposition: form-data; name="from"',
    'Content-Disposition: form-data; name=text; filename=',
    'Content-Type: x',
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...FORMS), fc.array(piece, { maxLength: 30 }), async (path, pieces) => {
      expect([200, 201, 400]).toContain((await send(path, Buffer.from(pieces.join(''), 'latin1'), multipart())).status)
    }),
    { numRuns: 300, seed: 5 },
  )
  expect((await workspace.get('messages.json')).status).toBe(200)
})

test('forms and query strings of more than a thousand parameters are refused before they are read', async () => {
  const workspace = await startWorkspace()
  const send = poster(workspace)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const path of FORMS) {
    const answer = await send(path, 'a&'.repeat(500_000), form)
    expect([answer.status, sentenceOf(answer.body)]).toEqual([400, TOO_MANY_PARAMETERS])
  }
  const innocent = `${'a=1&'.repeat(999)}urns=telegram:1`
  expect((await send('contacts.json', innocent, form)).status).toBe(201)
  for (const path of ['contacts.json', 'messages.json', 'channels.json']) {
    expect((await workspace.get(`${path}?${'a&'.repeat(1000)}`)).body).toEqual({ detail: TOO_MANY_PARAMETERS })
    expect((await workspace.get(`${path}?${'a&'.repeat(999)}`)).status).toBe(200)
  }
})

test('a body larger than the platform takes is refused, whatever it holds', async () => {
  const send = poster(await startWorkspace())
  const large = 'x'.repeat(1_048_577)
  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=XX'])
    for (const path of ['contacts.json', 'receive']) {
      const answer = await send(path, large, { 'content-type': type })
      const passedOver = path === 'receive' && type === 'application/json'
      expect([answer.status, sentenceOf(answer.body)]).toEqual(
        passedOver ? [400, "must have one of 'sender' or 'from' set"] : [413, 'Request Entity Too Large'],
      )
    }
  const exactly = `text=${'x'.repeat(1_048_576 - 5)}`
  const answer = await send('broadcasts.json', exactly, { 'content-type': 'application/x-www-form-urlencoded' })
  expect([answer.status, answer.body]).toEqual([
    400,
    { text: { eng: ['Ensure this field has no more than 640 characters.'] } },
  ])
})

test('JSON of too many values, levels or digits is refused while it is read', async () => {
  const send = poster(await startWorkspace())
  const json = { 'content-type': 'application/json' }
  const detail = async (raw: string) => (await send('contacts.json', raw, json)).body.detail
  expect(await detail(`{"x":[${'[],'.repeat(300_000)}[]]}`)).toMatch(
    /^JSON parse error - More than 10000 values: line 1/,
  )
  expect(await detail(`{${'"":0,'.repeat(200_000)}"x":0}`)).toMatch(
    /^JSON parse error - More than 10000 values: line 1/,
  )
  expect(await detail(`{"x":${'['.repeat(900_000)}`)).toMatch(/^JSON parse error - Nested more than 64 levels deep/)
  expect(await detail(`{"x":${'9'.repeat(900_000)}}`)).toBe(
    'JSON parse error - Exceeds the limit (4300 digits) for integer string conversion: value has 900000 digits; use sys.set_int_max_str_digits() to increase the limit',
  )
  expect(await detail(`{"x": "${'\\n'.repeat(500_000)}`)).toBe(
    'JSON parse error - Unterminated string starting at: line 1 column 7 (char 6)',
  )
  expect(await detail(`{"x":${'['.repeat(64)}${']'.repeat(64)}}`)).toMatch(/^JSON parse error - Nested more than 64/)
  expect(await detail(`{"x":${'9'.repeat(4301)}}`)).toMatch(/value has 4301 digits/)
  const far = `{"name":"Amina","x":[${'9'.repeat(4300)},${'['.repeat(62)}${']'.repeat(62)}]}`
  expect((await send('contacts.json', far, json)).body.name).toBe('Amina')
  const innocent = JSON.stringify({ name: 'Amina', x: Array.from({ length: 9000 }, () => ({})), y: '[{'.repeat(5000) })
  expect((await send('contacts.json', innocent, json)).body.name).toBe('Amina')
})

const tooMany = (most: number) => [`Ensure this field has no more than ${most} elements.`]
const many = (item: unknown) => Array.from({ length: 2000 }, () => item)

test('lists that are much too long are told so before their items are judged', async () => {
  const { post } = await startWorkspace()
  expect((await post('contacts.json', { urns: many('tel:nonsense') })).body).toEqual({ urns: tooMany(100) })
  expect((await post('contacts.json', { groups: many('nonsense') })).body).toEqual({ groups: tooMany(100) })
  const fields = Object.fromEntries(many(true).map((value, index) => [`f${index}`, value]))
  expect((await post('contacts.json', { fields })).body).toEqual({ fields: tooMany(100) })
  expect(
    (await post('broadcasts.json', { contacts: many('x'), text: fields, quick_replies: many(true) })).body,
  ).toEqual({
    contacts: tooMany(100),
    text: tooMany(50),
    quick_replies: { eng: tooMany(10) },
  })
  const bad = await post('contacts.json', { urns: Array.from({ length: 101 }, () => 'nonsense') })
  expect(Object.keys(bad.body.urns)).toHaveLength(101)
})

test('texts of several hundred thousand characters are refused like any that is too long', async () => {
  const { get, post } = await startWorkspace()
  const long = 'a '.repeat(200_000)
  expect((await post('contacts.json', { urns: [`tel:${long}`, `mailto:${long}`] })).body.urns['0']).toEqual([
    'Ensure this field has no more than 255 characters.',
  ])
  expect((await post('contacts.json', { name: long })).body.name).toEqual([
    'Ensure this field has no more than 64 characters.',
  ])
  for (const body of [{ contact: long }, { contact: `tel:${long}` }])
    expect((await post('messages.json', { text: 'x', ...body })).body.contact).toEqual([
      `No such object: ${body.contact}`,
    ])
  expect((await post('contacts.json', { name: `${' '.repeat(500_000)}Amina${' '.repeat(500_000)}` })).body.name).toBe(
    'Amina',
  )
  expect((await get('contacts.json')).body.results).toHaveLength(1)
})

test("a field's value is cut, so that a template cannot make a small text endless", async () => {
  const workspace = await startWorkspace()
  const { get, post, advance, world } = workspace
  contactFieldRows(world).insert({ id: 'a', name: 'A', type: 'text', created_on: 0 })
  const { body } = await post('contacts.json', {
    urns: ['tel:+250788123123'],
    fields: { a: '😀'.repeat(200_000) },
  })
  expect(Array.from(body.fields.a)).toHaveLength(640)
  await post('broadcasts.json', { contacts: [body.uuid], text: '@fields.a' })
  await advance('idle')
  expect((await get('messages.json')).body.results[0].text).toBe(body.fields.a)
})

const gateway =
  ({ call, id, channel }: Workspace) =>
  (action: string, form: Record<string, string>) =>
    call('POST', `/w/${id}/c/ex/${channel}/${action}`, { form })

test.each([
  [{ from: '+250788123123', date: '-000001-01-01' }, 'invalid date format, must be RFC 3339'],
  [{ from: '+250788123123', date: '9999-12-31T23:59:59-23:59' }, 'invalid date format, must be RFC 3339'],
  [{ from: '+250788123123', date: '0001-01-01T00:00:00+23:59' }, 'invalid date format, must be RFC 3339'],
  [{ from: '+250788123123', date: '0000-01-01T00:00:00Z' }, 'invalid date format, must be RFC 3339'],
  [{ from: '+250788123123', time: '2026-02-30T00:00:00Z' }, 'invalid date format, must be RFC 3339'],
  [{ from: '+250788123123', time: '1e3' }, 'invalid date format, must be RFC 3339'],
  [{ from: '+4912' }, 'not a possible number'],
  [{ from: '+431234' }, 'not a possible number'],
  [{ from: '012345' }, 'not a possible number'],
  [{ from: '+2020' }, 'not a possible number'],
  [{ from: 'tel:toString' }, 'not a possible number'],
  [{ from: '\0' }, 'not a possible number'],
  [{ from: '1'.repeat(300) }, 'not a possible number'],
] as [Record<string, string>, string][])(
  'a message that is handed in as %j is refused and not stored',
  async (form, error) => {
    const workspace = await startWorkspace()
    const before = await heldBy(workspace)
    const answer = await gateway(workspace)('receive', form)
    expect([answer.status, answer.body]).toEqual([400, { message: 'Error', data: [{ type: 'error', error }] }])
    expect(await heldBy(workspace)).toEqual(before)
  },
)

test.each([
  [{ from: '-000001-01-01' }, 'tel:+25000010101'],
  [{ from: '+250788123123', date: '9999-12-31T23:59:59.999999Z' }, 'tel:+250788123123'],
  [{ from: '+250788123123', date: '0001-01-01T00:00:00Z' }, 'tel:+250788123123'],
  [{ from: '+250788123123', date: '0050-01-01T00:00:00Z' }, 'tel:+250788123123'],
  [{ from: '+250788123123', text: 'a\0b\ud800\u2028</script>' }, 'tel:+250788123123'],
  [{ from: '+250788123123', text: '__proto__' }, 'tel:+250788123123'],
] as [Record<string, string>, string][])(
  'a message that is handed in as %j is stored, and can be shown',
  async (form, urn) => {
    const workspace = await startWorkspace()
    const answer = await gateway(workspace)('receive', form)
    expect([answer.status, answer.body.data[0].urn]).toEqual([200, urn])
    const [message] = (await workspace.get('messages.json')).body.results
    const { text, msg_uuid } = answer.body.data[0]
    expect(message).toMatchObject({ uuid: msg_uuid, urn, text })
    expect(message.sent_on?.slice(0, 19)).toBe(form['date']?.slice(0, 19))
  },
)

test('a text that is handed in has ten thousand characters at most', async () => {
  const workspace = await startWorkspace()
  const send = (length: number) => gateway(workspace)('receive', { from: '0788123123', text: '😀'.repeat(length) })
  expect((await send(10_000)).status).toBe(200)
  expect((await send(10_001)).body.data).toEqual([{ type: 'error', error: 'text has more than 10000 characters' }])
  expect((await workspace.get('messages.json')).body.results).toHaveLength(1)
})

test('a text that is handed in is stored without NUL, which the platform cannot keep', async () => {
  const workspace = await startWorkspace()
  const send = () => gateway(workspace)('receive', { from: '0788123123', text: '\0a\0b\0' })
  const [first, copy] = [await send(), await send()]
  expect([first.body.data[0].text, copy.body]).toEqual(['ab', first.body])
  expect((await workspace.get('messages.json')).body.results).toMatchObject([{ text: 'ab' }])
})

test('no form makes the gateway fail, and what it refuses changes nothing', async () => {
  const workspace = await startWorkspace()
  const send = gateway(workspace)
  let held = await heldBy(workspace)
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[+-]?[0-9 ().-]{0,20}$/),
    fc.stringMatching(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/),
    fc.constantFrom('', '0', '-0', '1e5', 'NaN', '\0', '__proto__', 'constructor', '9223372036854775808'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('receive', 'sent', 'delivered', 'failed', 'stopped'),
      fc.dictionary(fc.constantFrom('from', 'sender', 'text', 'date', 'time', 'id', '__proto__'), text),
      async (action, form) => {
        const { status } = await send(action, form)
        expect([200, 400]).toContain(status)
        const after = await heldBy(workspace)
        expect(status === 200 || after.every((list, index) => list === held[index])).toBe(true)
        for (const list of after) expect(JSON.parse(list)).toHaveProperty('results')
        held = after
      },
    ),
    { numRuns: 100, seed: 5 },
  )
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
  'the word %s is nothing special, wherever a caller writes it',
  async (word) => {
    const workspace = await startWorkspace()
    const { get, post, call, auth, world } = workspace
    const raw = (body: string) =>
      post('contacts.json', undefined, { raw: body, headers: { 'content-type': 'application/json' } })
    expect((await raw(`{"fields": {"${word}": "x"}}`)).body).toEqual({ fields: [`Invalid contact field key: ${word}`] })
    expect((await raw(`{"language": "${word}"}`)).status).toBe(400)
    expect((await raw(`{"groups": ["${word}"]}`)).body).toEqual({ groups: [`No such object: ${word}`] })
    expect((await raw(`{"urns": ["${word}:1"]}`)).body).toEqual({
      urns: { 0: [`Invalid URN: ${word}:1. Ensure phone numbers contain country codes.`] },
    })
    expect((await raw(`{"${word}": {"name": "B"}, "name": "A"}`)).body.name).toBe('A')
    const text = await post('broadcasts.json', undefined, {
      raw: `{"text": {"${word}": "x"}, "urns": ["telegram:1"]}`,
      headers: { 'content-type': 'application/json' },
    })
    expect(text.text).toMatch(new RegExp(`^\\{"text":\\{"${word}":\\["Not an allowed`))
    const form = await post('contacts.json', undefined, { form: { [`fields.${word}`]: 'x', [word]: 'y' } })
    expect(form.text).toBe(`{"fields":["Invalid contact field key: ${word}"]}`)
    expect((await get(`messages.json?folder=${word}`)).body.results).toEqual([])
    expect((await get(`contacts.json?${word}=x&group=${word}`)).body.results).toEqual([])
    const hostile: Record<string, string>[] = [
      { ...auth, 'content-type': word },
      { authorization: `${word} x` },
      { ...auth, accept: word },
    ]
    for (const headers of hostile)
      expect([403, 406, 415]).toContain((await call('POST', '/api/v2/contacts.json', { raw: '{}', headers })).status)
    contactFieldRows(world).insert({ id: word, name: word, type: 'text', created_on: 0 })
    const kept = await raw(`{"fields": {"${word}": "x"}, "urns": ["tel:+250788123123"]}`)
    expect(kept.text).toContain(`"fields":{"${word}":"x"}`)
    const without = await raw('{"urns": ["tel:+250788123124"]}')
    expect(without.text).toContain(`"fields":{"${word}":null}`)
    await post('broadcasts.json', {
      contacts: [kept.body.uuid, without.body.uuid],
      text: `@fields.${word}|@contact.${word}|@urns.${word}`,
    })
    await workspace.advance('idle')
    // Expressions do not mind their case.
    const texts = (await get('messages.json?folder=sent')).body.results.map((message: any) => message.text)
    expect(new Set(texts)).toEqual(new Set(['||', 'x||']))
  },
)

test('what a refused call would have done is not half done', async () => {
  const workspace = await startWorkspace()
  const { post } = workspace
  const owner = (await post('contacts.json', { name: 'A', urns: ['tel:+250788123123'] })).body
  const other = (await post('contacts.json', { name: 'B', urns: ['telegram:2'] })).body
  const before = await heldBy(workspace)
  const refused = [
    await post(`contacts.json?uuid=${other.uuid}`, { urns: ['tel:+250788123123'], name: true, note: 'x' }),
    await post(`contacts.json?uuid=${other.uuid}`, { urns: ['tel:+250788123123', 'nonsense'], note: 'x' }),
    await post('contacts.json', { urns: ['telegram:3', 'telegram:2'] }),
    await post('contacts.json?urn=tel:12', { name: 'C' }),
    await post('messages.json', { contact: owner.uuid, text: 'x', attachments: ['nothing'] }),
    await post('broadcasts.json', { contacts: [owner.uuid], urns: ['tel:+250788123124', 'x'], text: 'x' }),
    await post('broadcasts.json', { urns: ['tel:+250788123124'], text: { eng: 'x' }, base_language: 'kin' }),
  ]
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 400))
  expect(await heldBy(workspace)).toEqual(before)
})
