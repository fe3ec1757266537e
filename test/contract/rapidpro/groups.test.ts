import { expect, test } from 'vitest'
import { createGroup } from '../../../src/providers/rapidpro/groups/create-group.ts'
import { startWorkspace } from './start.ts'

const names = ({ body }: { body: any }) => body.results.map(({ name }: any) => name)

test('a GET returns the list of contact groups, in the order of last created', async () => {
  const { get, post } = await startWorkspace()
  for (const name of ['Reporters', 'Farmers']) await post('groups.json', { name })
  const answer = await get('groups.json')
  expect(names(answer)).toEqual(['Farmers', 'Reporters', 'Open Tickets'])
  expect(answer.body.results[0]).toEqual({
    uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: 'Farmers',
    query: null,
    status: 'ready',
    system: false,
    count: 0,
  })
})

test('every workspace owns a smart group that nobody may change or delete', async () => {
  const { get, post, remove } = await startWorkspace()
  const [system] = (await get('groups.json')).body.results
  expect(system).toMatchObject({ name: 'Open Tickets', query: 'tickets > 0', system: true })
  expect(await post(`groups.json?uuid=${system.uuid}`, { name: 'Mine' })).toMatchObject({
    status: 403,
    body: { detail: 'Cannot modify system object.' },
  })
  expect(await remove(`groups.json?uuid=${system.uuid}`)).toMatchObject({
    status: 403,
    body: { detail: 'Cannot delete system object.' },
  })
})

test('a group is created with a name, and updated if its UUID is in the URL; its query is nobody’s business', async () => {
  const { get, post } = await startWorkspace()
  const created = await post('groups.json', { name: '  Reporters ', query: 'age > 18' })
  expect([created.status, created.body]).toMatchObject([201, { name: 'Reporters', query: null, count: 0 }])
  const renamed = await post(`groups.json?uuid=${created.body.uuid}`, { name: 'reporters' })
  expect([renamed.status, renamed.body]).toEqual([200, { ...created.body, name: 'reporters' }])
  expect(names(await get('groups.json'))).toEqual(['reporters', 'Open Tickets'])
})

test('a count is the number of contacts in the group, whichever way they come and go', async () => {
  const { get, post, remove } = await startWorkspace()
  const { uuid } = (await post('groups.json', { name: 'Reporters' })).body
  const count = async () => (await get(`groups.json?uuid=${uuid}`)).body.results[0].count
  const contact = (await post('contacts.json', { groups: [uuid] })).body.uuid
  await post('contacts.json?urn=telegram:1', { groups: ['REPORTERS'] })
  expect(await count()).toBe(2)
  await post('contacts.json?urn=telegram:1', { groups: [] })
  expect(await count()).toBe(1)
  await remove(`contacts.json?uuid=${contact}`)
  expect(await count()).toBe(0)
})

test('deleting a group keeps its members, which change by it; its name is free again', async () => {
  const { get, post, remove, advance } = await startWorkspace()
  const { uuid } = (await post('groups.json', { name: 'Reporters' })).body
  const member = (await post('contacts.json', { groups: [uuid] })).body
  const other = (await post('contacts.json')).body
  await advance('PT1M')
  expect((await remove(`groups.json?uuid=${uuid}`)).status).toBe(204)
  const [first, second] = (await get('contacts.json')).body.results
  expect([first.uuid, first.groups, first.modified_on > member.modified_on]).toEqual([member.uuid, [], true])
  expect(second).toEqual(other)
  expect((await post('groups.json', { name: 'Reporters' })).status).toBe(201)
  expect((await remove(`groups.json?uuid=${uuid}`)).body).toEqual({
    detail: 'No ContactGroup matches the given query.',
  })
})

test('a workspace has 250 groups of its own at most, which is said before the body is looked at', async () => {
  const { post, remove, world } = await startWorkspace()
  for (let index = 1; index < 250; index++) createGroup(world, { name: `Group ${index}` })
  const last = (await post('groups.json', { name: 'The last' })).body.uuid
  expect(await post('groups.json', { name: '' })).toMatchObject({
    status: 409,
    body: { detail: 'Cannot create object because workspace has reached limit of 250.' },
  })
  expect((await post(`groups.json?uuid=${last}`, { name: 'Renamed' })).status).toBe(200)
  await remove(`groups.json?uuid=${last}`)
  expect((await post('groups.json', { name: 'One more' })).status).toBe(201)
})
