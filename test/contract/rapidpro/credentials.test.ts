import { expect, test } from 'vitest'
import { ownerOf, userRows } from '../../../src/providers/rapidpro/users/user.ts'
import { basic } from '../../support/world.ts'
import { startWorkspace } from './start.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('a request authenticates with the header Authorization: Token and the key, whatever the case of the keyword', async () => {
  const { call, credentials } = await startWorkspace()
  for (const keyword of ['Token', 'token', 'TOKEN']) {
    const answer = await call('GET', '/api/v2/workspace.json', {
      headers: { authorization: `${keyword} ${credentials['rapidpro']!['token']}` },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers['x-temba-org']).toBe('1')
  }
})

test("the key may also be the password of the owner's login", async () => {
  const { call, credentials } = await startWorkspace()
  const { token, login } = credentials['rapidpro']!
  expect((await call('GET', '/api/v2/contacts.json', { headers: basic(login!, token) })).status).toBe(200)
  const wrong = await call('GET', '/api/v2/contacts.json', { headers: basic('somebody@example.org', token) })
  expect([wrong.status, wrong.body]).toEqual([403, { detail: 'Invalid token or email' }])
})

test.each([
  [undefined, 'Authentication credentials were not provided.'],
  ['Bearer abc', 'Authentication credentials were not provided.'],
  ['Token 0123456789012345678901234567890123456789', 'Invalid token'],
  ['Token', 'Invalid token header. No credentials provided.'],
  ['Token a b', 'Invalid token header. Token string should not contain spaces.'],
  ['Basic', 'Invalid basic header. No credentials provided.'],
  ['Basic a b', 'Invalid basic header. Credentials string should not contain spaces.'],
  ['Basic %%%', 'Invalid basic header. Credentials not correctly base64 encoded.'],
  [`Basic ${base64('nocolon')}`, 'Invalid basic header. Credentials not correctly base64 encoded.'],
  [`Basic ${base64('me@example.org:wrong')}`, 'Invalid token or email'],
])('%s is refused with 403 and never with a challenge', async (authorization, detail) => {
  const { call } = await startWorkspace()
  const answer = await call('GET', '/api/v2/contacts.json', {
    headers: authorization === undefined ? {} : { authorization },
  })
  expect([answer.status, answer.body]).toEqual([403, { detail }])
  expect(answer.headers).not.toHaveProperty('www-authenticate')
})

test('methods that an endpoint lacks are 405 even to strangers, bad credentials come first', async () => {
  const { call, auth } = await startWorkspace()
  const stranger = await call('PUT', '/api/v2/contacts.json')
  expect([stranger.status, stranger.body]).toEqual([405, { detail: 'Method "PUT" not allowed.' }])
  expect((await call('PATCH', '/api/v2/messages.json', { headers: auth })).body).toEqual({
    detail: 'Method "PATCH" not allowed.',
  })
  expect((await call('PUT', '/api/v2/contacts.json', { headers: { authorization: 'Token x' } })).body).toEqual({
    detail: 'Invalid token',
  })
})

test('workspace asks for credentials before it looks at the method', async () => {
  const { call, auth } = await startWorkspace()
  expect((await call('PUT', '/api/v2/workspace.json')).status).toBe(403)
  expect((await call('PUT', '/api/v2/workspace.json', { headers: auth })).status).toBe(405)
})

test('a key whose owner is no longer administrator or editor may do nothing', async () => {
  const { get, world } = await startWorkspace()
  userRows(world).update(ownerOf(world), { role: 'viewer' })
  const answer = await get('contacts.json')
  expect([answer.status, answer.body]).toEqual([403, { detail: 'You do not have permission to perform this action.' }])
})

test('unknown paths give the HTML page of the web framework', async () => {
  const { get } = await startWorkspace()
  const answer = await get('nothing.json')
  expect([answer.status, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
})

test('answers name the methods of the endpoint', async () => {
  const { get, post, call } = await startWorkspace()
  const all = [
    await get('contacts.json'),
    await post('contacts.json', { name: true }),
    await call('GET', '/api/v2/contacts.json'),
  ]
  for (const { headers } of all) expect(headers['allow']).toBe('GET, POST, DELETE, HEAD, OPTIONS')
  expect((await get('channels.json')).headers).toMatchObject({
    allow: 'GET, HEAD, OPTIONS',
    'content-language': 'en-us',
  })
})

test('whoever does not take JSON is refused before the credentials are looked at', async () => {
  const { auth, call } = await startWorkspace()
  for (const headers of [{ accept: 'text/html' }, { ...auth, accept: 'application/xml, text/csv;q=0.5' }]) {
    const answer = await call('GET', '/api/v2/contacts.json', { headers })
    expect([answer.status, answer.body]).toEqual([406, { detail: 'Could not satisfy the request Accept header.' }])
  }
  for (const accept of ['application/json; q=0.5', 'text/html, */*; q=0.1', 'Application/*'])
    expect((await call('GET', '/api/v2/contacts.json', { headers: { ...auth, accept } })).status).toBe(200)
})

test.each([['/api/v2//contacts.json'], ['/api/v2/contacts.json//'], ['//api/v2/contacts.json']])(
  '%s leads nowhere: one slash after the path is all that is let pass',
  async (path) => {
    const { auth, call } = await startWorkspace()
    expect((await call('GET', '/api/v2/contacts.json/', { headers: auth })).status).toBe(200)
    expect((await call('GET', path, { headers: auth })).status).toBe(404)
  },
)
