import { expect, test } from 'vitest'
import { changeContact } from '../../../src/providers/rapidpro/contacts/change-contact.ts'
import { contactRows } from '../../../src/providers/rapidpro/contacts/contact.ts'
import { createGroup } from '../../../src/providers/rapidpro/groups/create-group.ts'
import { workspaceOf, workspaceRows } from '../../../src/providers/rapidpro/workspace/workspace.ts'
import { startWorkspace } from './start.ts'

const uuids = (answer: { body: { results: { uuid: string }[] } }) => answer.body.results.map(({ uuid }) => uuid)

test('a contact is created with a name, a language and URNs in order of priority', async () => {
  const { post } = await startWorkspace()
  const answer = await post('contacts.json', {
    name: 'Amina',
    language: 'kin',
    urns: ['tel:+250788123123', 'telegram:77120034'],
  })
  expect([answer.status, answer.body]).toEqual([
    201,
    {
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Amina',
      status: 'active',
      language: 'kin',
      urns: ['tel:+250788123123', 'telegram:77120034'],
      groups: [],
      notes: [],
      fields: {},
      flow: null,
      created_on: expect.stringMatching(/^2026-01-01T00:00:00\.\d{6}Z$/),
      modified_on: answer.body.created_on,
      last_seen_on: null,
      blocked: false,
      stopped: false,
    },
  ])
})

test.each([
  ['tel:0788 123 123'],
  ['tel:(078) 812-3123'],
  ['tel:+250-78-8123123'],
  ['tel:250788123123'],
  ['tel:2.50788123123E+11'],
  ['tel:+250788123123#Amina'],
  ['tel:+250788123123  '],
])('%s is stored as tel:+250788123123', async (urn) => {
  const { post } = await startWorkspace()
  expect((await post('contacts.json', { urns: [urn] })).body.urns).toEqual(['tel:+250788123123'])
})

test.each([
  ['tel:800-123-4567'],
  ['12345'],
  ['+250788123123'],
  ['tel:'],
  ['xyz:1'],
  ['telegram:abc'],
  ['twitter:way_too_long_a_name'],
  ['mailto:nobody'],
])('%s is no URN', async (urn) => {
  const { post } = await startWorkspace()
  expect((await post('contacts.json', { urns: [urn] })).body).toEqual({
    urns: { 0: [`Invalid URN: ${urn}. Ensure phone numbers contain country codes.`] },
  })
})

test('a URN has 255 characters at most, which is said before anything else', async () => {
  const { post } = await startWorkspace()
  expect((await post('contacts.json', { urns: [`ext:${'x'.repeat(251)}`] })).status).toBe(201)
  for (const urn of [`ext:${'x'.repeat(252)}`, 'x'.repeat(256)])
    expect((await post('contacts.json', { urns: [urn] })).body).toEqual({
      urns: { 0: ['Ensure this field has no more than 255 characters.'] },
    })
})

test('a URN of another contact is refused on creation and moved on update', async () => {
  const { get, post } = await startWorkspace()
  const owner = (await post('contacts.json', { urns: ['tel:+250788123123', 'telegram:1'] })).body
  const refused = await post('contacts.json', { urns: ['telegram:2', 'tel:0788123123'] })
  expect([refused.status, refused.body]).toEqual([400, { urns: { 1: ['URN is in use by another contact.'] } }])
  const other = (await post('contacts.json', { urns: ['telegram:2'] })).body
  const moved = await post(`contacts.json?uuid=${other.uuid}`, { urns: ['tel:0788123123'] })
  expect([moved.status, moved.body.urns]).toEqual([200, ['tel:+250788123123']])
  const before = (await get(`contacts.json?uuid=${owner.uuid}`)).body.results[0]
  expect(before.urns).toEqual(['telegram:1'])
  expect(before.modified_on > owner.modified_on).toBe(true)
  expect((await get('contacts.json?urn=telegram:2')).body.results).toEqual([])
})

test('an update changes only what is in the body; null clears, empty text is refused', async () => {
  const { post } = await startWorkspace()
  const { uuid, modified_on } = (await post('contacts.json', { name: 'Amina', language: 'kin', urns: ['telegram:1'] }))
    .body
  const answer = await post(`contacts.json?uuid=${uuid}`, { name: null })
  expect([answer.status, answer.body]).toMatchObject([200, { name: null, language: 'kin', urns: ['telegram:1'] }])
  expect(answer.body.modified_on > modified_on).toBe(true)
  expect((await post(`contacts.json?uuid=${uuid}`, { name: '', language: '' })).body).toEqual({
    name: ['This field may not be blank.'],
    language: ['This field may not be blank.'],
  })
  expect((await post(`contacts.json?uuid=${uuid}`, { urns: [] })).body.urns).toEqual([])
})

test('a contact is looked up by URN, and created with it where nobody has it', async () => {
  const { post } = await startWorkspace()
  const created = await post('contacts.json?urn=tel:%2B250788123123', { name: 'Amina' })
  expect([created.status, created.body.urns]).toEqual([201, ['tel:+250788123123']])
  const updated = await post('contacts.json?urn=tel:0788123123', { name: 'Amina K.' })
  expect([updated.status, updated.body.uuid, updated.body.name]).toEqual([200, created.body.uuid, 'Amina K.'])
  const plus = await post('contacts.json?urn=tel:+250788123123', {})
  expect([plus.status, plus.body.uuid]).toEqual([200, created.body.uuid])
  expect((await post('contacts.json?urn=telegram:1', { urns: [] })).body).toEqual({
    urns: ['Field not allowed when using URN in URL'],
  })
  expect((await post('contacts.json?urn=12345', {})).body).toEqual({ detail: 'Invalid URN: 12345' })
})

test('lookups that find nothing, or are too many or too few, say so', async () => {
  const { post, remove } = await startWorkspace()
  const unknown = await post('contacts.json?uuid=b7d1a0c4-2e8f-4f1b-8c36-5d9ab1e07733', { name: true })
  expect([unknown.status, unknown.body]).toEqual([404, { detail: 'No Contact matches the given query.' }])
  expect((await remove('contacts.json?urn=tel:0788123123')).status).toBe(404)
  expect((await remove('contacts.json?uuid=nonsense')).status).toBe(404)
  const both = await post('contacts.json?uuid=a&urn=telegram:1', {})
  expect([both.status, both.body]).toEqual([
    400,
    { detail: 'URL can only contain one of the following parameters: urn, uuid' },
  ])
  const none = await remove('contacts.json')
  expect([none.status, none.body]).toEqual([
    400,
    { detail: 'URL must contain one of the following parameters: urn, uuid' },
  ])
})

test('a deleted contact leaves a tombstone: its URNs are free, references do not find it', async () => {
  const { get, post, remove } = await startWorkspace()
  const { uuid } = (await post('contacts.json', { name: 'Amina', urns: ['tel:+250788123123'] })).body
  await post('messages.json', { contact: uuid, text: 'Muraho' })
  const gone = await remove(`contacts.json?uuid=${uuid}`)
  expect([gone.status, gone.text]).toEqual([204, ''])
  expect((await remove(`contacts.json?uuid=${uuid}`)).status).toBe(204)
  expect((await get('contacts.json')).body.results).toEqual([])
  expect((await get('messages.json')).body.results).toEqual([])
  expect((await get('contacts.json?deleted=true')).body.results).toMatchObject([
    { uuid, name: null, status: null, urns: [], fields: {}, blocked: null, stopped: null },
  ])
  expect((await post(`contacts.json?uuid=${uuid}`, { name: 'B' })).body).toEqual({
    non_field_errors: ["Deleted contacts can't be modified."],
  })
  expect((await post('messages.json', { contact: uuid, text: 'x' })).body).toEqual({
    contact: [`No such object: ${uuid}`],
  })
  expect((await post('contacts.json', { urns: ['tel:+250788123123'] })).status).toBe(201)
})

test('groups are named by uuid, or by name in any case; groups with a query are refused', async () => {
  const { get, post, world } = await startWorkspace()
  const { uuid } = (await post('groups.json', { name: 'Farmers' })).body
  createGroup(world, { name: 'Youth', query: 'age < 18' })
  const { body } = await post('contacts.json', { groups: ['FARMERS', uuid] })
  expect(body.groups).toEqual([{ uuid, name: 'Farmers' }])
  expect((await post('contacts.json', { groups: ['Youth'] })).body).toEqual({
    groups: ['Contact group must not be query based: Youth'],
  })
  expect(uuids(await get('contacts.json?group=Farmers'))).toEqual([body.uuid])
  expect(uuids(await get('contacts.json?group=farmers'))).toEqual([])
  expect((await post(`contacts.json?uuid=${body.uuid}`, { groups: [] })).body.groups).toEqual([])
})

test('groups with a query are not left by hand, and whoever is not active is put into none', async () => {
  const { post, world } = await startWorkspace()
  await post('groups.json', { name: 'Farmers' })
  const youth = createGroup(world, { name: 'Youth', query: 'age < 18' })
  const { uuid } = (await post('contacts.json', { groups: ['Farmers'] })).body
  const row = contactRows(world).get(uuid)!
  contactRows(world).update(row, { groups: [...row.groups, youth.id] })
  const left = await post(`contacts.json?uuid=${uuid}`, { groups: [] })
  expect(left.body.groups.map(({ name }: { name: string }) => name)).toEqual(['Youth'])
  for (const status of ['blocked', 'stopped', 'archived'] as const) {
    changeContact(world, contactRows(world).get(uuid)!, { status })
    expect((await post(`contacts.json?uuid=${uuid}`, { groups: ['Farmers'] })).body).toEqual({
      groups: ["Non-active contacts can't be added to groups"],
    })
    expect((await post(`contacts.json?uuid=${uuid}`, { groups: [] })).status).toBe(200)
  }
})

test('fields are always text; every field of the workspace is shown, null and empty clear', async () => {
  const { post } = await startWorkspace()
  for (const name of ['Plot size', 'Due date', 'Constructor']) await post('fields.json', { name, type: 'text' })
  const { body } = await post('contacts.json', { fields: { plot_size: 2.5 } })
  expect(body.fields).toEqual({ plot_size: '2.5', due_date: null, constructor: null })
  const cleared = await post(`contacts.json?uuid=${body.uuid}`, { fields: { plot_size: '', due_date: ' soon ' } })
  expect(cleared.body.fields).toEqual({ plot_size: null, due_date: 'soon', constructor: null })
  expect((await post('contacts.json', { fields: { plot_size: 'a\0b' } })).body).toEqual({
    fields: { plot_size: ['Null characters are not allowed.'] },
  })
})

test('a note is appended on update, the newest five stay', async () => {
  const { post, credentials } = await startWorkspace()
  const { uuid } = (await post('contacts.json', {})).body
  let answer = await post(`contacts.json?uuid=${uuid}`, { note: '1' })
  for (const note of ['2', '3', '4', '5', '6']) answer = await post(`contacts.json?uuid=${uuid}`, { note })
  expect(answer.body.notes.map(({ text }: { text: string }) => text)).toEqual(['2', '3', '4', '5', '6'])
  expect(answer.body.notes[0].created_by.email).toBe(credentials['rapidpro']!['login'])
})

test('a note may be empty, and does not change the contact', async () => {
  const { get, post } = await startWorkspace()
  const { body: contact } = await post('contacts.json', { name: 'Amina' })
  const noted = await post(`contacts.json?uuid=${contact.uuid}`, { note: '', name: 'Amina' })
  expect([noted.status, noted.body]).toEqual([
    200,
    { ...contact, notes: [{ text: '', created_on: expect.any(String), created_by: expect.any(Object) }] },
  ])
  expect((await get(`contacts.json?after=${contact.modified_on}&before=${contact.modified_on}`)).body.results).toEqual([
    noted.body,
  ])
  const both = await post(`contacts.json?uuid=${contact.uuid}`, { note: ' ', name: 'Amina K.' })
  expect(both.body.notes.map(({ text }: { text: string }) => text)).toEqual(['', ''])
  expect(both.body.modified_on > contact.modified_on).toBe(true)
})

test.each([
  [true, 'True'],
  [[], '[]'],
  [{}, '{}'],
  [{ a: [null, "it's", '\n'] }, `{'a': [None, "it's", '\\n']}`],
  [12, '12'],
  [1.5, '1.5'],
  [1e300, '1e+300'],
])('a URN that is %j is made text before it is judged: %s', async (urn, written) => {
  const { post } = await startWorkspace()
  const refusal = [`Invalid URN: ${written}. Ensure phone numbers contain country codes.`]
  expect((await post('contacts.json', { urns: ['telegram:1', urn] })).body).toEqual({ urns: { 1: refusal } })
  expect((await post('broadcasts.json', { text: 'x', urns: [urn] })).body).toEqual({ urns: { 0: refusal } })
})

test('numbers in JSON are as exact and as round as they were written', async () => {
  const workspace = await startWorkspace()
  await workspace.post('fields.json', { name: 'id', type: 'text' })
  const raw = '{"name": 12.0, "fields": {"id": 12345678901234567890}, "groups": [1.0]}'
  const send = (text: string) =>
    workspace.post('contacts.json', undefined, { raw: text, headers: { 'content-type': 'application/json' } })
  expect((await send(raw)).body).toEqual({ groups: ['Must be a string or integer'] })
  expect((await send(raw.replace('1.0', '1'))).body).toEqual({ groups: ['No such object: 1'] })
  const { body } = await send(raw.replace('[1.0]', '[]'))
  expect([body.name, body.fields.id]).toEqual(['12.0', '12345678901234567890'])
})

test('contacts are listed by when they changed, newest first unless reversed', async () => {
  const { get, post } = await startWorkspace()
  const [a, b, c] = [await post('contacts.json'), await post('contacts.json'), await post('contacts.json')].map(
    ({ body }) => body.uuid as string,
  )
  const changed = (await post(`contacts.json?uuid=${a}`, { name: 'Amina' })).body
  expect(uuids(await get('contacts.json'))).toEqual([a, c, b])
  expect(uuids(await get('contacts.json?reverse=true'))).toEqual([b, c, a])
  expect(uuids(await get(`contacts.json?after=${changed.modified_on}`))).toEqual([a])
  expect(uuids(await get(`contacts.json?before=${changed.modified_on}&reverse=yes`))).toEqual([b, c, a])
  expect(uuids(await get('contacts.json?after=nonsense'))).toEqual([])
  expect(uuids(await get(`contacts.json?uuid=${b}`))).toEqual([b])
  expect(uuids(await get('contacts.json?uuid=nonsense'))).toEqual([])
  expect(uuids(await get('contacts.json?uuid='))).toHaveLength(3)
})

test('in an anonymous workspace addresses are hidden and lookups by URN refused', async () => {
  const { get, post, remove, world } = await startWorkspace()
  workspaceRows(world).update(workspaceOf(world), { anon: true })
  const { body } = await post('contacts.json', { urns: ['tel:+250788123123'] })
  expect([body.urns, body.anon_display]).toEqual([['tel:********'], '0000000001'])
  const detail = 'URN lookups not allowed for anonymous organizations'
  for (const answer of [
    await get('contacts.json?urn=tel:0788123123'),
    await post('contacts.json?urn=tel:0788123123', {}),
    await remove('contacts.json?urn=tel:0788123123'),
  ])
    expect([answer.status, answer.body]).toEqual([400, { detail }])
  expect((await post(`contacts.json?uuid=${body.uuid}`, { urns: [] })).body).toEqual({
    urns: ['Updating URNs not allowed for anonymous organizations'],
  })
  expect((await post('messages.json', { contact: body.uuid, text: 'x' })).body.urn).toBeNull()
})

test('a lookup parameter without a value is a lookup all the same', async () => {
  const { get, post, remove } = await startWorkspace()
  const nobody = { detail: 'No Contact matches the given query.' }
  for (const answer of [await post('contacts.json?uuid=', { name: 'A' }), await remove('contacts.json?uuid=')])
    expect([answer.status, answer.body]).toEqual([404, nobody])
  for (const answer of [await post('contacts.json?urn=', { name: 'A' }), await remove('contacts.json?urn=')])
    expect([answer.status, answer.body]).toEqual([400, { detail: 'Invalid URN: ' }])
  expect((await post('contacts.json?uuid=&urn=tel:1', {})).body).toEqual({
    detail: 'URL can only contain one of the following parameters: urn, uuid',
  })
  expect((await get('contacts.json?uuid=&urn=')).body.results).toEqual([])
})

test('any change moves modified_on; what is written as it was is none', async () => {
  const { post } = await startWorkspace()
  const same = { name: 'Amina', language: 'kin', urns: ['tel:+250788123123', 'telegram:1'], groups: [], fields: {} }
  const { body: contact } = await post('contacts.json', same)
  const again = await post(`contacts.json?uuid=${contact.uuid}`, same)
  expect([again.status, again.body]).toEqual([200, contact])
  const turned = await post(`contacts.json?uuid=${contact.uuid}`, { ...same, urns: same.urns.toReversed() })
  expect(turned.body.urns).toEqual(same.urns.toReversed())
  expect(turned.body.modified_on > contact.modified_on).toBe(true)
})

test.each([
  ['2026', 1],
  ['2026-01', 1],
  ['2026-1-1', 1],
  ['20260101', 1],
  ['20260101T000000Z', 1],
  ['2026-01-01 00:00', 1],
  ['2026-01-01T01:00:00%2B01:00', 1],
  ['2026-01-01T01:00:00+01:00', 0],
  ['2026-01-01T00:00:00z', 0],
  ['%202026-01-01', 0],
  ['202601', 0],
  ['2026-01-01T00:00:00%2B24:00', 0],
  ['2026-02-30', 0],
])('after=%s is read as ISO 8601, and finds nothing where it is none', async (after, found) => {
  const { get, post } = await startWorkspace({ clock: { mode: 'frozen', now: Date.UTC(2026, 0, 1) } })
  await post('contacts.json', { name: 'A' })
  expect((await get(`contacts.json?after=${after}`)).body.results).toHaveLength(found)
})
