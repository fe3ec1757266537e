import { describe, expect, test } from 'vitest'
import { stillOutside } from '../../../scripts/still-outside.ts'
import type { WorldOptions } from '../../../src/core/worlds.ts'
import { apiKeyBy, apiKeys, secretOf } from '../../../src/providers/telerivet/api-keys/api-key.ts'
import { createApiKey } from '../../../src/providers/telerivet/api-keys/create-api-key.ts'
import { PERMISSIONS } from '../../../src/providers/telerivet/api-keys/permissions.ts'
import { telerivet } from '../../../src/providers/telerivet/index.ts'
import { organizations } from '../../../src/providers/telerivet/organizations/organization.ts'
import { Simulator } from '../../../src/simulator/simulator.ts'
import { type CallOptions, basic } from '../../support/world.ts'
import { startProject } from './project.ts'

/** A project, and what somebody does on its web pages and with its keys. */
async function startKeys(options: WorldOptions = {}) {
  const started = await startProject(options)
  const pages = (method: string, path = '', body?: unknown) => started.admin(method, `/telerivet/api-keys${path}`, body)
  const keep = async (asked: object = {}): Promise<Record<string, any>> => {
    const { status, body } = await pages('POST', '', asked)
    expect(status).toBe(201)
    return body
  }
  const as = (key: string, method: string, path: string, given: CallOptions = {}) =>
    started.call(method, path, { ...given, headers: basic(key) })
  return Object.assign(started, { pages, keep, as })
}

const refusal = (message: string) => ({ status: 401, body: { error: { code: 'unauthorized', message } } })
const UNKNOWN = refusal('The API key is missing or not valid.')

test('a world begins with one key to all of its organization, and more are made on the web pages', async () => {
  const { pages, keep, credentials, as, project } = await startKeys()
  const { api_key, organization_id } = credentials.telerivet!
  const first = { id: 'K1', name: 'API key', api_key, organization_id, project_id: null, permissions: [...PERMISSIONS] }
  expect((await pages('GET')).body).toEqual({
    api_keys: [{ ...first, user_id: expect.stringMatching(/^UR/), time_created: expect.any(Number) }],
  })
  const second = await keep({ name: 'Reports', permissions: ['View messages'] })
  expect(second).toMatchObject({ id: 'K2', name: 'Reports', permissions: ['View messages'] })
  expect(second.api_key).toMatch(/^[\w-]{36}$/)
  expect(second.api_key).not.toBe(api_key)
  expect((await as(second.api_key, 'GET', `${project}/messages`)).status).toBe(200)
  expect((await pages('GET', '/K2')).body).toEqual(second)
})

test('a world tells of all its keys, and of what each may do', async () => {
  const { admin, keep } = await startKeys()
  const second = await keep({ name: 'Reports', permissions: [] })
  const { logins, credentials } = (await admin('GET', '')).body
  expect(logins.telerivet).toHaveLength(2)
  expect(logins.telerivet[0].api_key).toBe(credentials.telerivet.api_key)
  expect(logins.telerivet[1]).toEqual(second)
})

test('a key that was deleted is refused from the next call on, and the others are not', async () => {
  const { pages, keep, as, project, credentials } = await startKeys()
  const { id, api_key } = await keep()
  expect((await as(api_key, 'GET', project)).status).toBe(200)
  expect((await pages('DELETE', `/${id}`)).status).toBe(204)
  expect(await as(api_key, 'GET', project)).toMatchObject(UNKNOWN)
  expect((await as(credentials.telerivet!.api_key!, 'GET', project)).status).toBe(200)
  expect((await pages('DELETE', `/${id}`)).body.error.message).toBe('There is no API key "K2". Did you mean "K1"?')
})

test('a world that has lost its first key hands out the next, and with the last one nobody gets in', async () => {
  const { admin, pages, keep, as, project, credentials } = await startKeys()
  const first = credentials.telerivet!.api_key!
  const { api_key } = await keep()
  await pages('DELETE', '/K1')
  const after = (await admin('GET', '')).body
  expect([after.credentials.telerivet.api_key, after.env.TELERIVET_API_KEY]).toEqual([api_key, api_key])
  await pages('DELETE', '/K2')
  for (const key of [first, api_key]) expect(await as(key, 'GET', project)).toMatchObject(UNKNOWN)
  expect((await pages('GET')).body).toEqual({ api_keys: [] })
  expect((await pages('GET', '/K1')).body.error.message).toBe('There is no API key "K1". There are no API keys at all.')
  expect((await keep()).id).toBe('K3')
})

test('a world hands out a project that its first key opens, and the first phone there', async () => {
  const { admin, pages, keep, as, credentials } = await startKeys()
  const { organization_id, project_id, api_key } = credentials.telerivet!
  const projects = `/v1/organizations/${organization_id}/projects`
  const { body: second } = await as(api_key!, 'POST', projects, { body: { name: 'Second' } })
  const phone = (await admin('POST', '/telerivet/phones', { phone_number: '+12065550190', project_id: second.id })).body
  const mine = await keep({ project_id: second.id })
  const handedOut = async () => (await admin('GET', '')).body.credentials.telerivet
  expect(await handedOut()).toMatchObject({ project_id, api_key })
  await pages('DELETE', '/K1')
  expect(await handedOut()).toMatchObject({ api_key: mine.api_key, project_id: second.id, phone_id: phone.id })
  await admin('DELETE', `/telerivet/phones/${phone.id}`)
  expect(await handedOut()).toMatchObject({ project_id: second.id, phone_id: '', phone_number: '' })
})

test('a fork has keys of its own to the same rows, and a world that is put back knows the keys of then', async () => {
  const { admin, pages, keep, as, project } = await startKeys()
  const { api_key } = await keep({ permissions: ['View messages'] })
  const fork = (await admin('POST', '/fork')).body
  const [, twin] = fork.logins.telerivet
  expect(twin).toMatchObject({ id: 'K2', permissions: ['View messages'] })
  expect(twin.api_key).not.toBe(api_key)
  const { body: snapshot } = await admin('GET', '/snapshot')
  expect(JSON.stringify(snapshot)).not.toContain(api_key)
  await pages('DELETE', '/K2')
  expect(await as(api_key, 'GET', project)).toMatchObject(UNKNOWN)
  expect((await as(twin.api_key, 'GET', `${project}/messages`)).status).toBe(200)
  expect((await admin('PUT', '/snapshot', snapshot)).status).toBe(200)
  expect((await as(api_key, 'GET', `${project}/messages`)).status).toBe(200)
})

test('the keys of a user who was deleted are good as before', async () => {
  const { admin, keep, as, project } = await startKeys()
  const { body: grace } = await admin('POST', '/telerivet/users', { email: 'grace@example.com', name: 'Grace' })
  const { id, api_key } = await keep({ user_id: grace.id })
  expect((await admin('DELETE', `/telerivet/users/${grace.id}`)).status).toBe(204)
  expect((await as(api_key, 'GET', project)).status).toBe(200)
  expect((await admin('GET', `/telerivet/api-keys/${id}`)).body.user_id).toBe(grace.id)
})

test('what a key is no longer allowed is refused from the next call on', async () => {
  const { pages, keep, as, project } = await startKeys()
  const { id, api_key } = await keep()
  const send = () =>
    as(api_key, 'POST', `${project}/messages/send`, { body: { to_number: '+16505550123', content: 'a' } })
  expect((await send()).status).toBe(200)
  const { body } = await pages('POST', `/${id}`, { permissions: ['View messages'] })
  expect(body).toMatchObject({ id, name: 'API key', permissions: ['View messages'] })
  expect(await send()).toMatchObject(refusal('This API key does not have the permission "Send messages".'))
})

test('permissions are checked before parameters, and what is refused has changed nothing', async () => {
  const { keep, as, project, world } = await startKeys()
  const { api_key } = await keep({ permissions: ['View contacts'] })
  const before = JSON.stringify(world.store.state())
  expect((await as(api_key, 'POST', `${project}/contacts`, { raw: '{' })).status).toBe(401)
  expect((await as(api_key, 'POST', `${project}/contacts`, { body: { name: 'Ann' } })).status).toBe(401)
  expect(JSON.stringify(world.store.state())).toBe(before)
})

const permitted = telerivet.endpoints.flatMap((endpoint) => {
  const [, permission] = /Permission: (.*)\.$/.exec(endpoint.description ?? '') ?? []
  return permission === undefined ? [] : [{ id: endpoint.id, permission, endpoint }]
})

describe('an operation is refused to a key that may do all else, and is not to one that may do nothing else:', () => {
  test.each(permitted)('$id: $permission', async ({ endpoint: { method, path }, permission }) => {
    const { keep, as, credentials } = await startKeys()
    const [without, alone] = await Promise.all([
      keep({ permissions: PERMISSIONS.filter((one) => one !== permission) }),
      keep({ permissions: [permission] }),
    ])
    const at = path.replace(/\{(\w+)\}/g, (_, name: string) => credentials.telerivet![name] ?? 'nobody')
    const call = (key: string) => as(key, method.toUpperCase(), at, method === 'post' ? { body: {} } : {})
    expect(await call(without.api_key)).toMatchObject(
      refusal(`This API key does not have the permission "${permission}".`),
    )
    expect((await call(alone.api_key)).status).not.toBe(401)
  })
})

test('a key to one project opens that alone', async () => {
  const { keep, as, project, credentials } = await startKeys()
  const { api_key: admin, organization_id, project_id } = credentials.telerivet!
  const other = await as(admin!, 'POST', `/v1/organizations/${organization_id}/projects`, { body: { name: 'Second' } })
  const { api_key, ...shown } = await keep({ project_id })
  expect(shown).toMatchObject({ project_id, organization_id })
  expect((await as(api_key, 'GET', project)).status).toBe(200)
  expect(await as(api_key, 'GET', `/v1/projects/${other.body.id}`)).toMatchObject(
    refusal('This API key has no access to the project.'),
  )
  const ids = async (key: string, path: string) => (await as(key, 'GET', path)).body.data.map(({ id }: any) => id)
  expect(await ids(api_key, '/v1/projects')).toEqual([project_id])
  expect(await ids(admin!, '/v1/projects')).toEqual([project_id, other.body.id])
  expect(await ids(api_key, '/v1/organizations')).toEqual([])
  for (const path of ['', '/projects'])
    expect(await as(api_key, 'GET', `/v1/organizations/${organization_id}${path}`)).toMatchObject(
      refusal('This API key has no access to the organization.'),
    )
  // What is not there is not there for anybody.
  expect((await as(api_key, 'GET', '/v1/projects/PJ0')).status).toBe(404)
  expect((await as(api_key, 'GET', '/v1/organizations/AC0')).status).toBe(404)
})

test.each([
  [{ permissions: ['send messages'] }, '"permissions.0" has to be one of ', 'Did you mean "Send messages"'],
  [{ project_id: 'PJ0' }, 'There is no project "PJ0". Did you mean "PJ', ''],
  [{ permision: [] }, '"permision" is not known here. Did you mean "permissions"', ''],
  [{ name: '' }, '"name" is empty', ''],
])('the web pages refuse %j in whole sentences', async (asked, ...parts) => {
  const { pages } = await startKeys()
  const { status, body } = await pages('POST', '', asked)
  expect(status).toBe(400)
  for (const part of parts) expect(body.error.message).toContain(part)
  expect((await pages('GET')).body.api_keys).toHaveLength(1)
})

test('a key that opened a world by itself is refused there once it is deleted, and opens no other', () => {
  const simulator = new Simulator({ providers: [telerivet], outside: stillOutside, unknownCredentials: 'auto' })
  const key = 'x'.repeat(36)
  const world = simulator.worldOf('telerivet', key)!
  expect(apiKeyBy(world, key)?.id).toBe('K1')
  world.collection(apiKeys).delete(world.collection(apiKeys).get('K1')!)
  expect(simulator.worldOf('telerivet', key)).toBe(world)
  const back = simulator.worlds.restore(world.id, world.state())
  expect(simulator.worldOf('telerivet', key)).toBe(back)
  expect(apiKeyBy(back, key)).toBeUndefined()
})

test.each([
  ['reset', (simulator: Simulator) => simulator.worlds.reset('mine')],
  ['put back', (simulator: Simulator) => simulator.worlds.restore('mine', simulator.get('mine').state())],
])('a key that was lost opens no world of its own once its world is %s', (_, renew) => {
  const simulator = new Simulator({ providers: [telerivet], outside: stillOutside, unknownCredentials: 'auto' })
  const world = simulator.create({ id: 'mine' })
  const organization = world.collection(organizations).all().at(0)!
  const lost = createApiKey(world, { name: 'Reports', organization, project: null })
  const secret = secretOf(world, lost.id)
  world.collection(apiKeys).delete(lost)
  const again = renew(simulator)
  expect(simulator.worldOf('telerivet', secret)).toBe(again)
  expect(apiKeyBy(again, secret)).toBeUndefined()
  expect(simulator.worlds.list()).toEqual([again])
})
