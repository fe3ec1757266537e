import { expect, test } from 'vitest'
import { routes } from '../../../src/core/network/route.ts'
import { secretOf } from '../../../src/providers/telerivet/api-keys/api-key.ts'
import { createApiKey } from '../../../src/providers/telerivet/api-keys/create-api-key.ts'
import { newId } from '../../../src/providers/telerivet/dialect/ids.ts'
import { organizations } from '../../../src/providers/telerivet/organizations/organization.ts'
import { phones } from '../../../src/providers/telerivet/phones/phone.ts'
import { basic } from '../../support/world.ts'
import { type TestProject, startProject } from './project.ts'

const to_number = '+16505550123'

/** Another phone of the project. */
function addPhone({ world, phone }: TestProject, phone_number: string): string {
  const id = newId(world, 'phone')
  const { id: _, sequence: __, ...same } = world.collection(phones).get(phone)!
  world.collection(phones).insert({ id, ...same, phone_number })
  world.collection(routes).insert({ id: phone_number, provider: 'telerivet', account: id })
  return id
}

test('a message goes by the route that is named, else by its contact’s, else by the project’s, else by the first', async () => {
  const started = await startProject()
  const { call, project, post, phone, credentials } = started
  const [second, third, fourth] = [
    addPhone(started, '+16505550002'),
    addPhone(started, '+16505550003'),
    addPhone(started, '+16505550004'),
  ]
  const { id } = (await post('/contacts', { phone_number: to_number })).body
  const takes = async (more: object = {}) =>
    (await post('/messages/send', { contact_id: id, content: 'a', ...more })).body.phone_id
  expect(await takes()).toBe(phone)
  const headers = basic(credentials['telerivet']!['api_key']!)
  await call('POST', project, { headers, body: { default_route_id: second } })
  expect(await takes()).toBe(second)
  await post(`/contacts/${id}`, { default_route_id: third })
  expect(await takes()).toBe(third)
  expect(await takes({ route_id: fourth })).toBe(fourth)
  expect(await takes({ phone_id: fourth })).toBe(fourth)
  await post(`/contacts/${id}`, { default_route_id: null })
  expect(await takes()).toBe(second)
})

test('a message that failed may be sent again by another phone, from whose number it then comes', async () => {
  const started = await startProject()
  const { post, get, admin, advance, handset } = started
  const second = addPhone(started, '+16505550002')
  await admin('POST', '/delivery-plans', { from: '+16505550001', steps: [{ after: 1, state: 'failed' }] })
  const { id } = (await post('/messages/send', { to_number, content: 'a' })).body
  await advance('idle')
  expect((await post(`/messages/${id}/resend`, { route_id: second })).body).toMatchObject({
    id,
    phone_id: second,
    from_number: '+16505550002',
  })
  await advance('idle')
  expect((await get(`/messages/${id}`)).body.status).toBe('delivered')
  expect(await handset(to_number).messages()).toMatchObject([{ from: '+16505550002' }])
})

test('an incoming message is what the caller says of it: starred, and to the number that it names', async () => {
  const { post, phone } = await startProject()
  const given = { from_number: to_number, phone_id: phone, content: 'a' }
  expect((await post('/messages/receive', given)).body).toMatchObject({ starred: false, to_number: '+16505550001' })
  const named = { ...given, starred: true, to_number: '+16505550009', simulated: true }
  expect((await post('/messages/receive', named)).body).toMatchObject({
    starred: true,
    to_number: '+16505550009',
    simulated: true,
  })
})

test('where contacts are not created by themselves, strangers have none', async () => {
  const { call, project, post, get, phone, handset, credentials } = await startProject()
  const headers = basic(credentials['telerivet']!['api_key']!)
  await call('POST', project, { headers, body: { auto_create_contacts: false } })
  const given = { from_number: to_number, phone_id: phone, content: 'a' }
  expect((await post('/messages/receive', given)).body.contact_id).toBeNull()
  expect((await post('/messages/send', { to_number, content: 'a' })).body.contact_id).toBeNull()
  await handset(to_number).writes('+16505550001', 'b')
  expect((await get('/contacts?count=1')).body.count).toBe(0)
  const { id } = (await post('/contacts', { phone_number: to_number })).body
  expect((await post('/messages/receive', given)).body.contact_id).toBe(id)
})

test('a message makes the conversation active; where it is active already, its contact has not changed', async () => {
  const { post, get, phone, advance } = await startProject()
  const { id, time_created } = (await post('/contacts', { phone_number: to_number })).body
  const receive = () => post('/messages/receive', { from_number: to_number, phone_id: phone, content: 'a' })
  const shown = async () => {
    const { conversation_status, time_updated } = (await get(`/contacts/${id}`)).body
    return [conversation_status, time_updated - time_created]
  }
  expect(await shown()).toEqual(['closed', 0])
  await advance(60)
  await receive()
  expect(await shown()).toEqual(['active', 60])
  await advance(60)
  await receive()
  expect(await shown()).toEqual(['active', 60])
  await post(`/contacts/${id}`, { conversation_status: 'handled' })
  await advance(60)
  await receive()
  expect(await shown()).toEqual(['active', 180])
})

test('names of projects are unique within their organization, slugs everywhere; a project may keep its own', async () => {
  const { call, project, world, credentials } = await startProject()
  const headers = basic(credentials['telerivet']!['api_key']!)
  const { organization_id } = credentials['telerivet']!
  const other = newId(world, 'organization')
  const another = world.collection(organizations).insert({
    ...world.collection(organizations).get(organization_id!)!,
    id: other,
    name: 'Another',
    sequence: 0,
  })
  const { id: key } = createApiKey(world, { name: 'Its own', organization: another, project: null })
  const create = async (organization: string, body: object) => {
    const own = organization === other ? basic(secretOf(world, key)) : headers
    return (await call('POST', `/v1/organizations/${organization}/projects`, { headers: own, body })).status
  }
  expect(await create(organization_id!, { name: 'Second', url_slug: 'second' })).toBe(200)
  expect(await create(organization_id!, { name: 'SECOND' })).toBe(400)
  expect(await create(other, { name: 'Second' })).toBe(200)
  expect(await create(other, { name: 'Third', url_slug: 'second' })).toBe(400)
  const { name, url_slug } = (await call('GET', project, { headers })).body
  expect((await call('POST', project, { headers, body: { name, url_slug } })).status).toBe(200)
})
