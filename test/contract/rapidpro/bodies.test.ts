import { expect, test } from 'vitest'
import { workspaceOf, workspaceRows } from '../../../src/providers/rapidpro/workspace/workspace.ts'
import { startWorkspace } from './start.ts'

test('a body of no bytes is an empty object', async () => {
  const { post } = await startWorkspace()
  expect((await post('contacts.json')).status).toBe(201)
  expect((await post('contacts.json', undefined, { raw: '', headers: { 'content-type': 'text/plain' } })).status).toBe(
    201,
  )
})

test.each([['[]'], ['null'], ['"text"'], ['12']])('%s is not a single JSON object', async (raw) => {
  const { post } = await startWorkspace()
  const answer = await post('contacts.json', undefined, { raw, headers: { 'content-type': 'application/json' } })
  expect([answer.status, answer.body]).toEqual([
    400,
    { non_field_errors: ['Request body should be a single JSON object'] },
  ])
})

test.each([['{"name":'], ['{]'], ['nonsense'], ['['.repeat(5000)]])('broken JSON is a parse error', async (raw) => {
  const { post } = await startWorkspace()
  const answer = await post('contacts.json', undefined, { raw, headers: { 'content-type': 'application/json' } })
  expect(answer.status).toBe(400)
  expect(answer.body.detail).toMatch(/^JSON parse error - /)
})

test('broken UTF-8 and broken gzip are parse errors', async () => {
  const { post } = await startWorkspace()
  const utf8 = await post('contacts.json', undefined, {
    raw: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    headers: { 'content-type': 'application/json' },
  })
  expect([utf8.status, Object.keys(utf8.body)]).toEqual([400, ['detail']])
  const gzip = await post('contacts.json', undefined, {
    raw: 'not gzip',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  })
  expect([gzip.status, Object.keys(gzip.body)]).toEqual([400, ['detail']])
})

test('other media types are refused by name', async () => {
  const { post } = await startWorkspace()
  const answer = await post('contacts.json', undefined, { raw: 'name=A', headers: { 'content-type': 'text/plain' } })
  expect([answer.status, answer.body]).toEqual([415, { detail: 'Unsupported media type "text/plain" in request.' }])
})

test.each([['constructor'], ['__proto__']])('the media type %s is as unknown as any other', async (type) => {
  const { post } = await startWorkspace()
  expect((await post('contacts.json', undefined, { raw: '{}', headers: { 'content-type': type } })).status).toBe(415)
})

test('forms repeat the names of lists and put a dot before the keys of objects', async () => {
  const { post } = await startWorkspace()
  const form: [string, string][] = [
    ['name', 'A'],
    ['name', 'Amina'],
    ['urns', 'tel:+250788123123'],
    ['urns', 'telegram:7712'],
  ]
  const { body } = await post('contacts.json', undefined, { form })
  expect(body).toMatchObject({ name: 'Amina', urns: ['tel:+250788123123', 'telegram:7712'] })
  const indexed = await post('contacts.json', undefined, { form: { 'urns[0]': 'telegram:1', 'urns[1]': 'telegram:2' } })
  expect(indexed.body.urns).toEqual(['telegram:1', 'telegram:2'])
  const fields = await post('contacts.json', undefined, { form: { 'fields.age': '33' } })
  expect(fields.body).toEqual({ fields: ['Invalid contact field key: age'] })
})

test('multipart forms are read too', async () => {
  const { post } = await startWorkspace()
  const raw = [
    '--x',
    'Content-Disposition: form-data; name="name"',
    '',
    'Amina',
    '--x',
    'Content-Disposition: form-data; name="urns"',
    '',
    'telegram:7712',
    '--x--',
    '',
  ].join('\r\n')
  const { body } = await post('contacts.json', undefined, {
    raw,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  })
  expect(body).toMatchObject({ name: 'Amina', urns: ['telegram:7712'] })
})

test.each([
  ['multipart/form-data', 'no boundary at all'],
  ['multipart/form-data; boundary=x', 'not a part'],
  ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nA'],
])('a broken %s is refused and does not hang', async (type, raw) => {
  const { post } = await startWorkspace()
  const answer = await post('contacts.json', undefined, { raw, headers: { 'content-type': type } })
  expect(answer.status).toBe(400)
})

test('unknown keys are ignored, whatever their names', async () => {
  const { post } = await startWorkspace()
  const raw = '{"name": "Amina", "colour": "red", "__proto__": {"name": "B"}, "constructor": 1}'
  const answer = await post('contacts.json', undefined, { raw, headers: { 'content-type': 'application/json' } })
  expect([answer.status, answer.body.name]).toEqual([201, 'Amina'])
  const fields = await post('contacts.json', undefined, {
    raw: '{"fields": {"__proto__": "x"}}',
    headers: { 'content-type': 'application/json' },
  })
  expect([fields.status, fields.text]).toEqual([400, '{"fields":["Invalid contact field key: __proto__"]}'])
})

test('text is trimmed, numbers become text, booleans and structures are not text', async () => {
  const { post } = await startWorkspace()
  expect((await post('contacts.json', { name: '  Amina ' })).body.name).toBe('Amina')
  expect((await post('contacts.json', { name: 12 })).body.name).toBe('12')
  for (const name of [true, [], {}])
    expect((await post('contacts.json', { name })).body).toEqual({ name: ['Not a valid string.'] })
})

test('every wrong field is reported at once, each bad item of a plain list under its index', async () => {
  const { post } = await startWorkspace()
  const answer = await post('contacts.json', {
    name: 'x'.repeat(65),
    language: 'english',
    urns: ['tel:+250788123123', '12345', null],
    groups: [{}, 'x'],
    fields: 'no',
  })
  expect([answer.status, answer.body]).toEqual([
    400,
    {
      name: ['Ensure this field has no more than 64 characters.'],
      language: ['Ensure this field has no more than 3 characters.'],
      urns: {
        1: ['Invalid URN: 12345. Ensure phone numbers contain country codes.'],
        2: ['This field may not be null.'],
      },
      groups: ['Must be a string or integer'],
      fields: ['Expected a dictionary of items but got type "str".'],
    },
  ])
})

test('lists take a hundred items', async () => {
  const { post } = await startWorkspace()
  const many = Array.from({ length: 101 }, (_, index) => `telegram:${index}`)
  expect((await post('contacts.json', { urns: many })).body).toEqual({
    urns: ['Ensure this field has no more than 100 elements.'],
  })
  expect((await post('contacts.json', { groups: many })).body).toEqual({
    groups: ['Ensure this field has no more than 100 elements.'],
  })
  expect((await post('contacts.json', { urns: 'tel:1' })).body).toEqual({
    urns: ['Expected a list of items but got type "str".'],
  })
  expect((await post('contacts.json', { groups: { a: 1 } })).body).toEqual({ groups: ['No such object: a'] })
})

test('bodies over the limit are refused', async () => {
  const { post } = await startWorkspace()
  const answer = await post('contacts.json', { name: 'x'.repeat(28_000_000) })
  expect([answer.status, answer.body]).toEqual([413, { detail: 'Request Entity Too Large' }])
})

test('a flagged workspace has every body refused', async () => {
  const { post, world } = await startWorkspace()
  workspaceRows(world).update(workspaceOf(world), { flagged: true })
  const answer = await post('contacts.json', { name: true })
  expect(answer.status).toBe(400)
  expect(answer.body.non_field_errors[0]).toMatch(/^Sorry, your workspace is currently flagged\./)
})

test.each([
  ['', 'Expecting value: line 1 column 2 (char 1)', ' '],
  ['an unquoted name', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)', '{name: "A"}'],
  [
    'a comma too many',
    'Expecting property name enclosed in double quotes: line 1 column 13 (char 12)',
    '{"name":"A",}',
  ],
  ['a comma too few', "Expecting ',' delimiter: line 2 column 2 (char 14)", '{"name": "A"\n "note": "B"}'],
  ['no colon', "Expecting ':' delimiter: line 1 column 9 (char 8)", '{"name" "A"}'],
  ['no value', 'Expecting value: line 1 column 10 (char 9)', '{"name": }'],
  ['something more', 'Extra data: line 1 column 4 (char 3)', '{} {}'],
  ['an open string', 'Unterminated string starting at: line 1 column 10 (char 9)', '{"name": "A'],
  ['a raw line break', 'Invalid control character at: line 1 column 12 (char 11)', '{"name": "😀\n"}'],
  ['an unknown escape', 'Invalid \\escape: line 1 column 11 (char 10)', '{"name": "\\q"}'],
  ['a short escape', 'Invalid \\uXXXX escape: line 1 column 12 (char 11)', '{"name": "\\u12"}'],
  ['a byte order mark', 'Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)', '\ufeff{}'],
])('broken JSON is told in the words of Python: %s', async (_what, words, raw) => {
  const { post } = await startWorkspace()
  const answer = await post('contacts.json', undefined, { raw, headers: { 'content-type': 'application/json' } })
  expect([answer.status, answer.body]).toEqual([400, { detail: `JSON parse error - ${words}` }])
})

test('halves of surrogate pairs are refused', async () => {
  const { post } = await startWorkspace()
  const raw = '{"name": "A\\ud83dB"}'
  const answer = await post('contacts.json', undefined, { raw, headers: { 'content-type': 'application/json' } })
  expect([answer.status, answer.body]).toEqual([400, { name: ['Surrogate characters are not allowed: U+D83D.'] }])
  expect((await post('contacts.json', { name: '😀' })).body.name).toBe('😀')
})

test('in a form, empty text is text where that is allowed, else it stands for null, or for nothing', async () => {
  const { post } = await startWorkspace()
  const { body } = await post('contacts.json', { name: 'Amina', language: 'kin' })
  const answer = await post(`contacts.json?uuid=${body.uuid}`, undefined, { form: { name: '', urns: 'telegram:1' } })
  expect([answer.status, answer.body.name, answer.body.language]).toEqual([200, null, 'kin'])
  const noted = await post(`contacts.json?uuid=${body.uuid}`, undefined, { form: { note: '' } })
  expect(noted.body.notes).toMatchObject([{ text: '' }])
  const message = await post('messages.json', undefined, { form: { contact: body.uuid, text: '' } })
  expect(message.body).toEqual({ non_field_errors: ['Must provide either text or attachments.'] })
})

test('characters beyond ASCII travel as they are, in good answers and in refusals', async () => {
  const { call, post, get, channel } = await startWorkspace()
  const { text, body } = await post('contacts.json', { name: 'Zoë 😀' })
  expect(text).toContain('"name":"Zoë 😀"')
  expect((await post('messages.json', { contact: body.uuid, text: 'é' })).text).toContain('"text":"é"')
  expect((await get('messages.json')).text).toContain('"text":"é"')
  expect((await get(`contacts.json?urn=${encodeURIComponent('é:1')}`)).text).toBe('{"detail":"Invalid URN: é:1"}')
  const received = await call('POST', `/c/ex/${channel}/receive`, { form: { from: '0788123123', text: 'Yégo' } })
  expect(received.text).toContain('"text":"Yégo"')
})
