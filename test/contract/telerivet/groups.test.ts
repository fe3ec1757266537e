import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const START = 1767225600

async function startGroups() {
  const project = await startProject()
  const { post, get } = project
  const named = async (name: string): Promise<string> => (await post('/groups', { name })).body.id
  const person = async (name: string, more: object = {}): Promise<string> =>
    (await post('/contacts', { name, ...more })).body.id
  const groupsOf = async (contact: string): Promise<string[]> => (await get(`/contacts/${contact}`)).body.group_ids
  const members = async (group: string): Promise<unknown[]> => {
    const [{ body: contacts }, { body: shown }] = [
      await get(`/groups/${group}/contacts`),
      await get(`/groups/${group}`),
    ]
    expect(shown.num_members).toBe(contacts.data.length)
    return contacts.data.map(({ name }: { name: string }) => name)
  }
  return Object.assign(project, { named, person, groupsOf, members })
}

test('gets or creates a group by name, whatever the case', async () => {
  const { post, get, credentials } = await startGroups()
  const { body } = await post('/groups', { name: 'Subscribers' })
  expect(body).toEqual({
    id: expect.stringMatching(/^CG[0-9a-f]{16}$/),
    name: 'Subscribers',
    dynamic: false,
    num_members: 0,
    time_created: START,
    allow_sending: null,
    add_time_variable: null,
    vars: {},
    project_id: credentials.telerivet!.project_id,
  })
  expect((await post('/groups', { name: 'SUBSCRIBERS' })).body).toEqual(body)
  expect((await get(`/groups/${body.id}`)).body).toEqual(body)
})

test('a group is changed by what is given, and null clears', async () => {
  const { post, get, named } = await startGroups()
  const id = await named('One')
  const change = { name: 'Two', allow_sending: false, add_time_variable: 'since', vars: { a: 1 } }
  expect((await post(`/groups/${id}`, change)).body).toMatchObject(change)
  expect((await post(`/groups/${id}`, { allow_sending: null, add_time_variable: null })).body).toMatchObject({
    ...change,
    allow_sending: null,
    add_time_variable: null,
  })
  const other = await named('Other')
  for (const [body, param] of [
    [{ name: 'TWO' }, 'name'],
    [{ name: ' ' }, 'name'],
    [{ allow_sending: 'perhaps' }, 'allow_sending'],
    [{ add_time_variable: 'not a name' }, 'add_time_variable'],
    [{ vars: { 'bad-name': 1 } }, 'vars[bad-name]'],
  ] as const)
    expect(await post(`/groups/${other}`, body)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_param', param } },
    })
  expect((await get(`/groups/${other}`)).body.name).toBe('Other')
})

test('a contact is added to a group and removed from it, and once is as good as twice', async () => {
  const { put, get, delete: remove, advance, named, person, groupsOf, members } = await startGroups()
  const [one, two] = [await named('One'), await named('Two')]
  const [ann, ben] = [await person('Ann'), await person('Ben')]
  await advance(60)
  for (const [group, contact] of [
    [two, ann],
    [one, ann],
    [two, ann],
    [two, ben],
  ])
    expect(await put(`/groups/${group}/contacts/${contact}`)).toMatchObject({ status: 200, body: {} })
  expect(await groupsOf(ann)).toEqual([two, one])
  expect((await get(`/contacts/${ann}`)).body.time_updated).toBe(START + 60)
  expect([await members(one), await members(two)]).toEqual([['Ann'], ['Ann', 'Ben']])
  await advance(60)
  await put(`/groups/${two}/contacts/${ann}`)
  expect((await get(`/contacts/${ann}`)).body.time_updated).toBe(START + 60)
  for (const group of [two, two])
    expect(await remove(`/groups/${group}/contacts/${ann}`)).toMatchObject({ status: 200, body: {} })
  expect(await groupsOf(ann)).toEqual([one])
  expect(await members(two)).toEqual(['Ben'])
})

test.each([
  ['/groups/CG0123456789abcdef/contacts/{contact}', 'There is no group "CG0123456789abcdef".'],
  ['/groups/{group}/contacts/CT0123456789abcdef', 'There is no contact "CT0123456789abcdef".'],
])('%s is not found', async (path, message) => {
  const { put, delete: remove, named, person } = await startGroups()
  const there = path.replace('{group}', await named('One')).replace('{contact}', await person('Ann'))
  for (const call of [put, remove])
    expect(await call(there)).toMatchObject({ status: 404, body: { error: { code: 'not_found', message } } })
})

test('get-or-create adds a contact to groups and then removes it from others', async () => {
  const { post, named, groupsOf } = await startGroups()
  const [one, two, three] = [await named('One'), await named('Two'), await named('Three')]
  const { id } = (await post('/contacts', { name: 'Ann', add_group_ids: [one, two, one] })).body
  expect(await groupsOf(id)).toEqual([one, two])
  await post('/contacts', { name: 'ann', add_group_ids: [three, one], remove_group_ids: [two] })
  expect(await groupsOf(id)).toEqual([one, three])
  await post('/contacts', { name: 'ann', add_group_ids: [two], remove_group_ids: [two, three] })
  expect(await groupsOf(id)).toEqual([one])
})

test.each([
  [{ add_group_ids: ['CG0123456789abcdef'] }, 'add_group_ids[0]'],
  [{ remove_group_ids: ['{group}', 'CG0123456789abcdef'] }, 'remove_group_ids[1]'],
  [{ add_group_ids: Array.from({ length: 21 }, () => '{group}') }, 'add_group_ids'],
  [{ add_group_ids: 'CG0' }, 'add_group_ids'],
])('get-or-create with %j creates nobody', async (given, param) => {
  const { post, get, named } = await startGroups()
  const group = await named('One')
  const body = JSON.parse(JSON.stringify({ name: 'Ann', ...given }).replaceAll('{group}', group))
  expect(await post('/contacts', body)).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_param', param } },
  })
  expect((await get('/contacts?count=1')).body).toEqual({ count: 0 })
})

test('add_time_variable is set to the current time on any contact that is added, unless it has a value', async () => {
  const { post, put, get, delete: remove, advance, named, person } = await startGroups()
  const group = await named('One')
  await post(`/groups/${group}`, { add_time_variable: 'joined' })
  const [ann, ben] = [await person('Ann'), await person('Ben', { vars: { joined: 'long ago' } })]
  await advance(60)
  for (const contact of [ann, ben]) await put(`/groups/${group}/contacts/${contact}`)
  const joined = async (contact: string) => (await get(`/contacts/${contact}`)).body.vars.joined
  expect([await joined(ann), await joined(ben)]).toEqual([START + 60, 'long ago'])
  await advance(60)
  await remove(`/groups/${group}/contacts/${ann}`)
  await put(`/groups/${group}/contacts/${ann}`)
  expect(await joined(ann)).toBe(START + 60)
  expect(await joined(await person('Cid', { add_group_ids: [group] }))).toBe(START + 120)
  const full = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`v${index}`, index]))
  expect(Object.keys((await post('/contacts', { name: 'Dan', vars: full, add_group_ids: [group] })).body.vars)).toEqual(
    Object.keys(full),
  )
})

test('deletes the given group (note: no contacts are deleted)', async () => {
  const { get, delete: remove, named, person, groupsOf } = await startGroups()
  const [one, two] = [await named('One'), await named('Two')]
  const ann = await person('Ann', { add_group_ids: [one, two] })
  const ben = await person('Ben', { add_group_ids: [one] })
  expect(await remove(`/groups/${one}`)).toMatchObject({ status: 200, body: {} })
  expect([await groupsOf(ann), await groupsOf(ben)]).toEqual([[two], []])
  for (const path of [`/groups/${one}`, `/groups/${one}/contacts`]) expect((await get(path)).status).toBe(404)
  expect((await get(`/contacts?group_id=${one}&count=1`)).body).toEqual({ count: 0 })
})

test('a deleted contact is no member any more', async () => {
  const { delete: remove, named, person, members } = await startGroups()
  const group = await named('One')
  const ann = await person('Ann', { add_group_ids: [group] })
  await person('Ben', { add_group_ids: [group] })
  await remove(`/contacts/${ann}`)
  expect(await members(group)).toEqual(['Ben'])
})

test("a contact's groups, and the contacts and messages of a group, are listed", async () => {
  const { post, get, named, person } = await startGroups()
  const [one, two] = [await named('b'), await named('a')]
  const ann = await person('Ann', { phone_number: '+16505550123', add_group_ids: [one, two] })
  await person('Ben', { phone_number: '+16505550124', add_group_ids: [one] })
  for (const to_number of ['+16505550123', '+16505550124', '+16505550125'])
    await post('/messages/send', { to_number, content: 'a' })
  const names = async (path: string) => (await get(path)).body.data.map(({ name }: { name: string }) => name)
  expect(await names(`/contacts/${ann}/groups?sort=name`)).toEqual(['a', 'b'])
  expect(await names(`/contacts/${ann}/groups?name[prefix]=B`)).toEqual(['b'])
  expect(await names(`/groups/${one}/contacts?sort=name&sort_dir=desc`)).toEqual(['Ben', 'Ann'])
  expect(await names(`/groups/${one}/contacts?phone_number=5550124`)).toEqual(['Ben'])
  expect(await names(`/contacts?group_id=${one.toLowerCase()}`)).toEqual(['Ann', 'Ben'])
  expect((await get(`/messages?group_id=${one}&count=1`)).body).toEqual({ count: 2 })
  expect((await get(`/messages?group_id=${two}`)).body.data).toMatchObject([{ contact_id: ann }])
})
