import { beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../../src/core/network/route.ts'
import { newId } from '../../../src/providers/telerivet/dialect/ids.ts'
import { type Phone, phones } from '../../../src/providers/telerivet/phones/phone.ts'
import { type Answer, basic } from '../../support/world.ts'
import { type TestProject, startProject } from './project.ts'

// One API key may have access to several projects; what belongs to one is not there for the other.

const NUMBER = '+16505550123'

let one: TestProject
let other: Awaited<ReturnType<typeof startOther>>
let contact: string
let message: string

/** A second project of the same organization, with a phone of its own. */
async function startOther({ call, credentials, world, phone }: TestProject) {
  const { api_key, organization_id } = credentials['telerivet']!
  const headers = basic(api_key!)
  const made = await call('POST', `/v1/organizations/${organization_id}/projects`, {
    headers,
    body: { name: 'Another project' },
  })
  const id: string = made.body.id
  const { id: _, sequence: __, ...same } = world.collection(phones).get(phone)!
  const second: Phone = world
    .collection(phones)
    .insert({ id: newId(world, 'phone'), ...same, project_id: id, phone_number: '+16505550002' })
  world.collection(routes).insert({ id: '+16505550002', provider: 'telerivet', account: second.id })
  const at = (method: string) => (path: string, body?: unknown) =>
    call(method, `/v1/projects/${id}${path}`, body === undefined ? { headers } : { headers, body })
  return { id, phone: second.id, get: at('GET'), post: at('POST'), delete: at('DELETE') }
}

beforeEach(async () => {
  one = await startProject()
  other = await startOther(one)
  contact = (await one.post('/contacts', { name: 'Ann', phone_number: NUMBER, vars: { code: 'x1' } })).body.id
  message = (await one.post('/messages/send', { contact_id: contact, content: 'Hello' })).body.id
})

const ids = async (project: Pick<TestProject, 'get'>, path: string): Promise<string[]> =>
  (await project.get(path)).body.data.map(({ id }: { id: string }) => id)

const rows = () => JSON.stringify(one.world.store.state())

describe('what belongs to one project is not found by way of another:', () => {
  test.each<[method: 'get' | 'post' | 'delete', path: () => string, body?: object]>([
    ['get', () => `/contacts/${contact}`],
    ['post', () => `/contacts/${contact}`, { name: 'Eve' }],
    ['delete', () => `/contacts/${contact}`],
    ['get', () => `/contacts/${contact}/messages`],
    ['get', () => `/messages/${message}`],
    ['post', () => `/messages/${message}`, { starred: true }],
    ['delete', () => `/messages/${message}`],
    ['post', () => `/messages/${message}/cancel`],
    ['post', () => `/messages/${message}/resend`],
    ['get', () => `/messages/${message}/mms_parts`],
    ['get', () => `/phones/${one.phone}`],
    ['post', () => `/phones/${one.phone}`, { send_paused: true }],
    ['get', () => `/phones/${one.phone}/messages`],
  ])('%s %s', async (method, path, body) => {
    const before = rows()
    const refused: Answer = await other[method](path(), body)
    expect(refused).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
    expect(rows()).toBe(before)
    expect((await one[method](path(), body)).status).toBe(200)
  })
})

test('each project lists its own contacts, messages and phones', async () => {
  const theirs = (await other.post('/contacts', { name: 'Ann', phone_number: NUMBER })).body.id
  const sent = (await other.post('/messages/send', { contact_id: theirs, content: 'Hello' })).body.id
  for (const path of ['/contacts', '/contacts?name=Ann', `/contacts?phone_number=${encodeURIComponent(NUMBER)}`]) {
    expect(await ids(one, path)).toEqual([contact])
    expect(await ids(other, path)).toEqual([theirs])
  }
  for (const path of ['/messages', '/messages?direction=outgoing']) {
    expect(await ids(one, path)).toEqual([message])
    expect(await ids(other, path)).toEqual([sent])
  }
  expect(await ids(one, '/phones')).toEqual([one.phone])
  expect(await ids(other, '/phones')).toEqual([other.phone])
  expect((await other.get('/messages?count=1')).body.count).toBe(1)
})

test.each<[string, (id: string) => object]>([
  ['their number', () => ({ phone_number: NUMBER })],
  ['their number, otherwise spelled', () => ({ phone_number: '(650) 555-0123' })],
  ['their name', () => ({ name: 'ANN', lookup_key: 'name' })],
  ['a variable', () => ({ name: 'Ben', lookup_key: 'vars.code', vars: { code: 'x1' } })],
])('a contact is found by %s in its own project, and made anew in another', async (_by, request) => {
  expect((await one.post('/contacts', request(contact))).body.id).toBe(contact)
  const made = await other.post('/contacts', request(contact))
  expect(made.status).toBe(200)
  expect(made.body.id).not.toBe(contact)
  expect((await other.post('/contacts', request(contact))).body.id).toBe(made.body.id)
})

test('a contact of another project is not found by its id', async () => {
  const request = { id: contact, lookup_key: 'id', name: 'Eve' }
  expect(await other.post('/contacts', request)).toMatchObject({ status: 404 })
  expect((await one.get(`/contacts/${contact}`)).body.name).toBe('Ann')
})

test.each<[string, string, () => object, param: string]>([
  ['a contact', '/messages/send', () => ({ contact_id: contact, content: 'x' }), 'contact_id'],
  ['a route', '/messages/send', () => ({ to_number: NUMBER, route_id: one.phone, content: 'x' }), 'route_id'],
  ['a phone', '/messages/send', () => ({ to_number: NUMBER, phone_id: one.phone, content: 'x' }), 'phone_id'],
  [
    'a receiving phone',
    '/messages/receive',
    () => ({ from_number: NUMBER, phone_id: one.phone, content: 'x' }),
    'phone_id',
  ],
  ["a contact's route", '/contacts', () => ({ name: 'Ben', default_route_id: one.phone }), 'default_route_id'],
  ["a project's route", '', () => ({ default_route_id: one.phone }), 'default_route_id'],
])('%s of another project cannot be named', async (_what, path, body, param) => {
  const before = rows()
  expect(await other.post(path, body())).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_param', param } },
  })
  expect(rows()).toBe(before)
})

test('a text goes out by a phone of its own project, and to a contact of it', async () => {
  const sent = (await other.post('/messages/send', { to_number: NUMBER, content: 'Hi' })).body
  expect(sent).toMatchObject({ phone_id: other.phone, from_number: '+16505550002' })
  expect(sent.contact_id).not.toBe(contact)
  expect((await one.get(`/contacts/${contact}`)).body.outgoing_message_count).toBe(1)
})

test('a text that comes in belongs to the project whose phone received it', async () => {
  await one.handset(NUMBER).writes('+16505550002', 'For the other')
  const [received] = (await other.get('/messages?direction=incoming')).body.data
  expect(received).toMatchObject({ content: 'For the other', project_id: other.id, phone_id: other.phone })
  expect(received.contact_id).not.toBe(contact)
  expect((await one.get('/messages?direction=incoming')).body.data).toEqual([])
  expect((await one.get(`/contacts/${contact}`)).body).toMatchObject({
    incoming_message_count: 0,
    conversation_status: 'closed',
  })
})

test('a phone that is paused holds back its own texts alone', async () => {
  const { id } = (await other.post('/messages/send', { to_number: NUMBER, content: 'Hi' })).body
  await one.post(`/phones/${one.phone}`, { send_paused: true })
  await one.advance('idle')
  expect((await one.get(`/messages/${message}`)).body.status).toBe('queued')
  expect((await other.get(`/messages/${id}`)).body.status).toBe('delivered')
})

test('whom one project has blocked, another writes to, one by one and many at once', async () => {
  await one.post(`/contacts/${contact}`, { send_blocked: true })
  expect((await one.post('/messages/send', { to_number: NUMBER, content: 'Hi' })).status).toBe(400)
  expect((await other.post('/messages/send', { to_number: NUMBER, content: 'Hi' })).status).toBe(200)
  const batch = await other.post('/messages/send_batch', { to_numbers: [NUMBER], content: 'Hi' })
  expect(batch.body.count_queued).toBe(1)
})
