import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { startProject } from './project.ts'

test('returns an array of user accounts that have access to this project', async () => {
  const { get, admin, call, credentials } = await startProject()
  const owner = { id: expect.stringMatching(/^UR[0-9a-f]{16}$/), email: 'owner@example.com', name: 'Example Owner' }
  expect((await get('/users')).body).toEqual([owner])
  const { api_key, organization_id } = credentials.telerivet!
  const headers = basic(api_key!)
  const other = await call('POST', `/v1/organizations/${organization_id}/projects`, { headers, body: { name: 'Two' } })
  const grace = { email: 'grace@example.com', name: 'Grace' }
  const added = await admin('POST', '/telerivet/users', { ...grace, project_id: other.body.id })
  expect(added).toMatchObject({ status: 201, body: { ...grace, project_id: other.body.id, organization_id } })
  expect((await get('/users')).body).toEqual([owner])
  const { body } = await call('GET', `/v1/projects/${other.body.id}/users`, { headers })
  expect(body).toEqual([owner, { id: added.body.id, ...grace }])
})

test('a user is changed and deleted on the web pages', async () => {
  const { get, admin } = await startProject()
  const { id } = (await admin('POST', '/telerivet/users', { email: 'grace@example.com', name: 'Grace' })).body
  await admin('POST', `/telerivet/users/${id}`, { name: 'Grace M.' })
  expect((await get('/users')).body[1]).toEqual({ id, email: 'grace@example.com', name: 'Grace M.' })
  await admin('DELETE', `/telerivet/users/${id}`)
  expect((await get('/users')).body).toHaveLength(1)
})

test.each([
  [{ email: 'OWNER@example.com', name: 'A' }, `"OWNER@example.com" is somebody else's already.`],
  [{ email: 'grace', name: 'A' }, '"email" has to match'],
  [{ email: 'a@b' }, '"name" is missing.'],
  [{ email: 'a@b', name: 'A', project_id: 'PJ0' }, 'There is no project "PJ0".'],
])('a user made of %j is refused', async (asked, message) => {
  const { get, admin } = await startProject()
  const { status, body } = await admin('POST', '/telerivet/users', asked)
  expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)])
  expect((await get('/users')).body).toHaveLength(1)
})
