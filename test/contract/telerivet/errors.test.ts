import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { startProject } from './project.ts'

test('an unknown URL is not_found', async () => {
  const { get } = await startProject()
  expect(await get('/nothing')).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
})

test.each([
  '/messages/SM0123456789abcdef',
  '/contacts/CT0123456789abcdef',
  '/phones/PN0123456789abcdef',
  '/contacts/CT0123456789abcdef/messages',
  '/messages/__proto__',
])('an unknown id is not_found: %s', async (path) => {
  const { get } = await startProject()
  expect(await get(path)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
})

test('an unknown project or organization is not_found', async () => {
  const { call, credentials } = await startProject()
  const headers = basic(credentials.telerivet!.api_key!)
  expect((await call('GET', '/v1/projects/PJ0123456789abcdef/messages', { headers })).body.error.code).toBe('not_found')
  expect((await call('GET', '/v1/organizations/AC0123456789abcdef', { headers })).body.error.code).toBe('not_found')
})

test('the id of another project is not_found', async () => {
  const { call, post, credentials } = await startProject()
  const { api_key, organization_id } = credentials.telerivet!
  const headers = basic(api_key!)
  const other = await call('POST', `/v1/organizations/${organization_id}/projects`, {
    headers,
    body: { name: 'Other' },
  })
  const { body: contact } = await post('/contacts', { name: 'Ann' })
  expect((await call('GET', `/v1/projects/${other.body.id}/contacts/${contact.id}`, { headers })).status).toBe(404)
})

test('a wrong method is 405, with a code and a message', async () => {
  const { call, project, credentials } = await startProject()
  const answer = await call('DELETE', `${project}/messages`, { headers: basic(credentials.telerivet!.api_key!) })
  expect(answer).toMatchObject({
    status: 405,
    body: { error: { code: 'method_not_allowed', message: expect.any(String) } },
    headers: { allow: 'GET' },
  })
})

test('a fault speaks as Telerivet does, and a 502 need not be JSON', async () => {
  const { admin, get } = await startProject()
  await admin('POST', '/faults', {
    match: 'telerivet.queryMessages',
    times: 1,
    effect: { kind: 'problem', problem: 'rate_limited' },
  })
  expect(await get('/messages')).toMatchObject({
    status: 429,
    body: { error: { code: 'rate_limit_exceeded', message: expect.any(String) } },
  })
  await admin('POST', '/faults', {
    match: 'telerivet',
    times: 1,
    effect: { kind: 'problem', problem: 'failed', status: 502 },
  })
  expect(await get('/messages')).toMatchObject({ status: 502, body: undefined })
  expect((await get('/messages')).status).toBe(200)
})
