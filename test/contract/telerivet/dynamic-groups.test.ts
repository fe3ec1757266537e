import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const refused = (param: string) => ({ status: 400, body: { error: { code: 'invalid_param', param } } })

async function startDynamic() {
  const project = await startProject()
  const { admin, post, get } = project
  const pages = (method: string, path = '', body?: unknown) => admin(method, `/telerivet/dynamic-groups${path}`, body)
  const dynamic = async (filter: object, name = 'Dynamic'): Promise<string> => {
    const { status, body } = await pages('POST', '', { name, filter })
    expect([status, body]).toEqual([201, expect.anything()])
    return body.id
  }
  const person = async (name: string, more: object = {}): Promise<string> =>
    (await post('/contacts', { name, ...more })).body.id
  const members = async (group: string): Promise<string[]> =>
    (await get(`/groups/${group}/contacts`)).body.data.map(({ name }: { name: string }) => name)
  return Object.assign(project, { pages, dynamic, person, members })
}

test('a dynamic group has the contacts that its filter keeps, and no number of members', async () => {
  const { get, pages, dynamic, person, members } = await startDynamic()
  const ann = await person('Ann', { vars: { city: 'Rome' } })
  await person('Ben', { vars: { city: 'Ulm' } })
  const group = await dynamic({ vars: { city: 'ROME' } }, 'Romans')
  expect((await get(`/groups/${group}`)).body).toMatchObject({ name: 'Romans', dynamic: true, num_members: null })
  expect(await members(group)).toEqual(['Ann'])
  expect((await get(`/contacts/${ann}`)).body.group_ids).toEqual([group])
  expect((await get('/groups?dynamic=1')).body.data).toMatchObject([{ id: group }])
  expect((await get(`/contacts/${ann}/groups?dynamic=0`)).body.data).toEqual([])
  expect((await pages('GET', `/${group}`)).body).toMatchObject({ id: group, filter: { vars: { city: 'ROME' } } })
})

test('a contact that is created or changed joins a dynamic group and leaves it', async () => {
  const { post, dynamic, person, members } = await startDynamic()
  const group = await dynamic({ vars: { age: { min: 18 } }, send_blocked: false })
  await person('Ann', { vars: { age: 18 } })
  const ben = await person('Ben', { vars: { age: 17 } })
  expect(await members(group)).toEqual(['Ann'])
  await post(`/contacts/${ben}`, { vars: { age: 20 } })
  expect(await members(group)).toEqual(['Ann', 'Ben'])
  await post(`/contacts/${ben}`, { send_blocked: true })
  expect(await members(group)).toEqual(['Ann'])
})

test('counts and times of messages move contacts in and out', async () => {
  const { delete: remove, dynamic, members, handset, post } = await startDynamic()
  const group = await dynamic({ incoming_message_count: { min: 2 } })
  const contact = (await post('/contacts', { name: 'Ann', phone_number: '+16505550123' })).body.id
  const ann = handset('+16505550123')
  await ann.writes('+16505550001', 'a')
  expect(await members(group)).toEqual([])
  const { body } = await ann.writes('+16505550001', 'b')
  expect(await members(group)).toEqual(['Ann'])
  expect(body).toBeDefined()
  const { last_message_id } = (await post(`/contacts/${contact}`, {})).body
  await remove(`/messages/${last_message_id}`)
  expect(await members(group)).toEqual([])
})

test('numbers are those of lookups, whatever the spelling', async () => {
  const { dynamic, person, members } = await startDynamic()
  const group = await dynamic({ phone_number: '(650) 555-0123' })
  const others = await dynamic({ phone_number: { ne: '6505550123' } }, 'Others')
  await person('Ann', { phone_number: '+16505550123' })
  await person('Ben', { phone_number: '+16505550124' })
  expect([await members(group), await members(others)]).toEqual([['Ann'], ['Ben']])
})

test('a dynamic group of those in another group follows that', async () => {
  const { post, put, delete: remove, dynamic, person, members } = await startDynamic()
  const normal = (await post('/groups', { name: 'Normal' })).body.id
  const ann = await person('Ann')
  const first = await dynamic({ group_id: normal })
  const second = await dynamic({ group_id: first, name: { prefix: 'a' } }, 'Second')
  await put(`/groups/${normal}/contacts/${ann}`)
  expect([await members(first), await members(second)]).toEqual([['Ann'], ['Ann']])
  await remove(`/groups/${normal}`)
  expect([await members(first), await members(second)]).toEqual([[], []])
})

test('another filter moves all contacts at once, and a deleted group has none', async () => {
  const { get, pages, dynamic, person, members } = await startDynamic()
  const ann = await person('Ann', { vars: { city: 'Rome' } })
  await person('Ben', { vars: { city: 'Ulm' } })
  const group = await dynamic({ vars: { city: 'Rome' } })
  const { body } = await pages('POST', `/${group}`, { filter: { vars: { city: { ne: 'Rome' } } }, name: 'Others' })
  expect(body).toMatchObject({ name: 'Others', filter: { vars: { city: { ne: 'Rome' } } } })
  expect(await members(group)).toEqual(['Ben'])
  await pages('POST', `/${group}`, { filter: {} })
  expect(await members(group)).toEqual(['Ann', 'Ben'])
  expect((await pages('DELETE', `/${group}`)).status).toBeLessThan(300)
  expect((await get(`/contacts/${ann}`)).body.group_ids).toEqual([])
})

test.each(['the web pages', 'the API'])(
  'whoever is in a dynamic group leaves it once when it is deleted by %s',
  async (by) => {
    const { admin, delete: remove, pages, dynamic, person } = await startDynamic()
    await person('Ann')
    const group = await dynamic({ name: 'Ann' })
    const changes = async () => (await admin('GET', '/journal?type=telerivet.contact.changed')).body.entries
    const before = (await changes()).length
    await (by === 'the API' ? remove(`/groups/${group}`) : pages('DELETE', `/${group}`))
    expect((await changes()).slice(before)).toMatchObject([{ changed: ['group_ids'] }])
  },
)

test('nobody is added to a dynamic group or removed from it by a call', async () => {
  const { post, put, delete: remove, dynamic, person, members } = await startDynamic()
  const group = await dynamic({ name: 'Ann' })
  const ann = await person('Ann')
  const ben = await person('Ben')
  expect(await put(`/groups/${group}/contacts/${ben}`)).toMatchObject(refused('group_id'))
  expect(await remove(`/groups/${group}/contacts/${ann}`)).toMatchObject(refused('group_id'))
  expect(await post('/contacts', { name: 'Ben', add_group_ids: [group] })).toMatchObject(refused('add_group_ids[0]'))
  expect(await post('/contacts', { name: 'Ann', remove_group_ids: [group] })).toMatchObject(
    refused('remove_group_ids[0]'),
  )
  expect(await members(group)).toEqual(['Ann'])
})

test('the group must be a normal group, not a dynamic group, where messages are listed by it', async () => {
  const { get, dynamic } = await startDynamic()
  const group = await dynamic({ name: 'Ann' })
  for (const path of [`/messages?group_id=${group}`, `/messages?group_id=${group.toLowerCase()}&count=1`])
    expect(await get(path)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_param', param: 'group_id' } },
    })
})

test('get-or-create finds a dynamic group by its name', async () => {
  const { post, dynamic } = await startDynamic()
  const group = await dynamic({ name: 'Ann' })
  expect((await post('/groups', { name: 'DYNAMIC' })).body).toMatchObject({ id: group, dynamic: true })
})

test.each([
  [{ name: 'A', filter: 'vars' }, '"filter" is no object of filters.'],
  [{ name: 'A', filter: { city: 'Rome' } }, '"filter.city" is not a filter of contacts.'],
  [{ name: 'A', filter: { name: { min: 1 } } }, '"filter.name.min" is not a filter here'],
  [{ name: 'A', filter: { send_blocked: 'perhaps' } }, '"filter.send_blocked" has no such value.'],
  [{ name: 'A', filter: { vars: { 'bad-name': 1 } } }, '"filter.vars.bad-name" is not a variable name.'],
  [{ name: 'A', filter: { group_id: { eq: 'CG0' } } }, '"filter.group_id" is no group of the project: there is no'],
  [{ name: 'normal', filter: {} }, 'There is a group "normal" already.'],
  [{ filter: {} }, '"name" is missing.'],
  [{ name: 'A' }, '"filter" is missing.'],
])('a dynamic group made of %j is refused, and nothing is changed', async (asked, message) => {
  const { pages, post, world } = await startDynamic()
  await post('/groups', { name: 'Normal' })
  const before = JSON.stringify(world.toJSON().rows)
  const { status, body } = await pages('POST', '', asked)
  expect([status, body]).toEqual([
    400,
    { error: expect.objectContaining({ message: expect.stringContaining(message) }) },
  ])
  expect(JSON.stringify(world.toJSON().rows)).toBe(before)
})

test('of many contacts 500 are looked at at once, and the others as the clock goes, without time passing', async () => {
  const { post, get, world, advance, pages, dynamic } = await startDynamic()
  for (let n = 0; n < 6; n++) {
    const contacts = Array.from({ length: 200 }, (_, i) => ({ name: `Person ${n * 200 + i}`, vars: { half: i % 2 } }))
    await post('/import_contacts', { contacts })
  }
  const size = async (group: string) => (await get(`/groups/${group}/contacts?count=1`)).body.count
  const group = await dynamic({ vars: { half: 1 } })
  expect(await size(group)).toBe(250)
  // Another filter begins anew, wherever the one before has got to.
  await pages('POST', `/${group}`, { filter: { vars: { half: 0 }, name: { prefix: 'Person 1' } } })
  const before = world.now
  await advance(0)
  expect([await size(group), world.now]).toEqual([155, before])
  expect(world.clock.size).toBe(0)
})

test('a dynamic group that is deleted while contacts are looked at is in none of them', async () => {
  const { post, get, advance, pages, dynamic } = await startDynamic()
  for (let n = 0; n < 3; n++)
    await post('/import_contacts', { contacts: Array.from({ length: 200 }, (_, i) => ({ name: `${n}-${i}` })) })
  const group = await dynamic({ name: { prefix: '2' } })
  await pages('DELETE', `/${group}`)
  await advance(0)
  expect((await get(`/contacts?group_id=${group}&count=1`)).body.count).toBe(0)
  expect((await get('/contacts?sort_dir=desc&page_size=1')).body.data[0].group_ids).toEqual([])
})
