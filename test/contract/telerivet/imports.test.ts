import { expect, test } from 'vitest'
import { startProject } from './project.ts'

async function startImports() {
  const project = await startProject()
  const { post, get } = project
  const all = async (): Promise<any[]> => (await get('/contacts?page_size=500')).body.data
  const imported = async (contacts: object[], more: object = {}): Promise<string[]> => {
    const { status, body } = await post('/import_contacts', { contacts, ...more })
    expect([status, body]).toEqual([200, { contacts: contacts.map(() => ({ id: expect.any(String) })) }])
    return body.contacts.map(({ id }: { id: string }) => id)
  }
  return Object.assign(project, { all, imported })
}

test('creates and/or updates contacts: with the same length and order as provided', async () => {
  const { post, all, imported } = await startImports()
  const { id } = (await post('/contacts', { name: 'Jane', phone_number: '+16505550124', vars: { foo: 'bar' } })).body
  const ids = await imported([
    { name: 'John Smith', phone_number: '6505550123', send_blocked: true },
    { name: 'Jane Doe', phone_number: '5550124', vars: { baz: 12 } },
    { name: 'Nobody' },
    { name: 'Nobody' },
  ])
  expect(ids[1]).toBe(id)
  expect(new Set(ids).size).toBe(4)
  const shown = new Map((await all()).map((contact) => [contact.id, contact]))
  expect(shown.get(ids[0])).toMatchObject({ name: 'John Smith', phone_number: '+16505550123', send_blocked: true })
  expect(shown.get(id)).toMatchObject({
    name: 'Jane Doe',
    phone_number: '+16505550124',
    vars: { foo: 'bar', baz: 12 },
  })
})

test('200 contacts are imported, with groups and a route for all', async () => {
  const { post, all, imported, phone } = await startImports()
  const group = (await post('/groups', { name: 'Imported' })).body.id
  const people = Array.from({ length: 200 }, (_, index) => ({ phone_number: `+1650555${String(1000 + index)}` }))
  await imported(people, { add_group_ids: [group], default_route_id: phone })
  const shown = await all()
  expect(shown.map(({ phone_number }) => ({ phone_number }))).toEqual(people)
  expect(shown.every((one) => one.default_route_id === phone && one.group_ids[0] === group)).toBe(true)
  await imported(people.slice(0, 150), { remove_group_ids: [group] })
  expect((await all()).filter((one) => one.group_ids.length > 0)).toHaveLength(50)
})

test('two entries that mean one contact update it one after the other', async () => {
  const { all, imported } = await startImports()
  const [one, two] = await imported([
    { phone_number: '+16505550123', vars: { a: 1 } },
    { phone_number: '(650) 555-0123', name: 'Ann', vars: { b: 2 } },
  ])
  expect(one).toBe(two)
  expect(await all()).toMatchObject([{ name: 'Ann', phone_number: '+16505550123', vars: { a: 1, b: 2 } }])
})

test('by a custom variable, whatever its spelling, the oldest contact is found', async () => {
  const { post, imported } = await startImports()
  const older = (await post('/contacts', { name: 'Ann', vars: { key: 7 } })).body.id
  const yes = (await post('/contacts', { name: 'Ben', vars: { key: true } })).body.id
  await post('/contacts', { name: 'Cid', lookup_key: 'none', vars: { key: '7' } })
  const keys = ['7', 7.0, 'TRUE', 'new', 'NEW']
  const ids = await imported(
    keys.map((key) => ({ name: 'x', vars: { key } })),
    { lookup_key: 'vars.key' },
  )
  expect(ids.slice(0, 3)).toEqual([older, older, yes])
  expect(ids[3]).toBe(ids[4])
})

test('by ID, and with none a new contact for each', async () => {
  const { post, all, imported } = await startImports()
  const { id } = (await post('/contacts', { name: 'Ann', phone_number: '+16505550123' })).body
  expect(await imported([{ id, vars: { a: 1 } }], { lookup_key: 'id' })).toEqual([id])
  await imported([{ phone_number: '+16505550123' }, { phone_number: '+16505550123' }], { lookup_key: 'none' })
  expect(await all()).toHaveLength(3)
})

const full = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`v${index}`, index]))
const more = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`w${index}`, index]))
const ann = { name: 'Ann', phone_number: '+16505550123' }

test.each([
  [{}, 'contacts'],
  [{ contacts: 'all' }, 'contacts'],
  [{ contacts: Array.from({ length: 201 }, () => ann) }, 'contacts'],
  [{ contacts: [ann, 'Ben'] }, 'contacts[1]'],
  [{ contacts: [ann, {}] }, 'contacts[1][phone_number]'],
  [{ contacts: [ann, { send_blocked: 'no', name: 'Ben' }] }, 'contacts[1][send_blocked]'],
  [{ contacts: [ann, { name: 'Ben', vars: { a: [] } }] }, 'contacts[1][vars][a]'],
  [
    {
      contacts: [
        { ...ann, vars: full },
        { ...ann, vars: more },
      ],
    },
    'contacts[1][vars]',
  ],
  [{ contacts: [ann, { name: 'Ben' }], lookup_key: 'vars.key' }, 'contacts[0][vars][key]'],
  [{ contacts: [ann], lookup_key: 'id' }, 'contacts[0][id]'],
  [{ contacts: [ann], lookup_key: 'name' }, 'lookup_key'],
  [{ contacts: [ann], lookup_key: 'vars.bad-name' }, 'lookup_key'],
  [{ contacts: [ann], add_group_ids: ['CG0123456789abcdef'] }, 'add_group_ids[0]'],
  [{ contacts: [ann], remove_group_ids: Array.from({ length: 6 }, () => 'CG0') }, 'remove_group_ids'],
  [{ contacts: [ann], default_route_id: 'PN0' }, 'default_route_id'],
])('of %j nobody is imported', async (body, param) => {
  const { post, all } = await startImports()
  expect(await post('/import_contacts', body)).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_param', param } },
  })
  expect(await all()).toEqual([])
})

test('an unknown ID is not found, and nobody is imported', async () => {
  const { post, all } = await startImports()
  const contacts = [{ id: 'CT0123456789abcdef', name: 'Ann' }]
  expect(await post('/import_contacts', { contacts, lookup_key: 'id' })).toMatchObject({ status: 404 })
  expect(await all()).toEqual([])
})
