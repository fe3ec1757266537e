import { expect, test } from 'vitest'
import { basic, startWorld } from '../../support/world.ts'

const unauthorized = { error: { message: expect.any(String), code: 'unauthorized' } }

test.each([
  ['as the user name with an empty password', (key: string) => basic(key)],
  ['whatever the password', (key: string) => basic(key, 'ignored')],
  ['without a colon', (key: string) => ({ authorization: `Basic ${Buffer.from(key).toString('base64')}` })],
  [
    'with the scheme in any case',
    (key: string) => ({ authorization: `basic ${Buffer.from(`${key}:`).toString('base64')}` }),
  ],
])('the API key is taken %s', async (_title, headersFor) => {
  const { call, credentials } = await startWorld()
  const { api_key, project_id } = credentials.telerivet!
  expect(await call('GET', `/v1/projects/${project_id}`, { headers: headersFor(api_key!) })).toMatchObject({
    status: 200,
    body: { id: project_id },
  })
})

test('the API key may stand in the query, and is no filter there', async () => {
  const { call, credentials } = await startWorld()
  const { api_key, project_id } = credentials.telerivet!
  const answer = await call('GET', `/v1/projects/${project_id}/contacts?vars[city]=x&api_key=${api_key}`)
  expect(answer).toMatchObject({ status: 200, body: { data: [] } })
})

test('the API key may stand in a JSON body or a form', async () => {
  const { call, credentials } = await startWorld()
  const { api_key, project_id } = credentials.telerivet!
  const path = `/v1/projects/${project_id}/messages/send`
  expect((await call('POST', path, { body: { api_key, to_number: '+16505550123', content: 'a' } })).status).toBe(200)
  expect(
    (await call('POST', path, { form: { api_key: api_key!, to_number: '+16505550123', content: 'a' } })).status,
  ).toBe(200)
})

test('a variable named api_key is no API key', async () => {
  const { call, credentials } = await startWorld()
  const { api_key, project_id } = credentials.telerivet!
  const path = `/v1/projects/${project_id}/contacts`
  const vars = { api_key: 'something' }
  expect((await call('POST', path, { body: { vars, name: 'Ann', api_key } })).body.vars).toEqual(vars)
  expect((await call('POST', path, { body: { vars: { api_key }, name: 'Ann' } })).status).toBe(401)
})

test.each([
  ['no credentials', {}],
  ['an unknown key', basic('A'.repeat(36))],
  ['another scheme', { authorization: 'Bearer abc' }],
  ['broken base64', { authorization: 'Basic %%%' }],
])('%s are answered with 401', async (_title, headers) => {
  const { call, credentials } = await startWorld()
  expect(await call('GET', `/v1/projects/${credentials.telerivet!.project_id}`, { headers })).toMatchObject({
    status: 401,
    body: unauthorized,
  })
})

test('a key opens its own world only, and projects of another are not found', async () => {
  const [one, other] = [await startWorld(), await startWorld({ seed: 'other' })]
  const headers = basic(one.credentials.telerivet!.api_key!)
  expect(await one.call('GET', `/v1/projects/${other.credentials.telerivet!.project_id}`, { headers })).toMatchObject({
    status: 404,
    body: { error: { code: 'not_found' } },
  })
})
