import { expect, test } from 'vitest'
import { basic, startWorld } from '../../support/world.ts'
import { openAccount } from './open-account.ts'

const REFUSED = { error: 'authentication credentials were not provided' }

test.each([
  ['no credentials', () => ({})],
  ['another scheme', () => ({ authorization: 'Bearer x' })],
  ['no colon', () => ({ authorization: `Basic ${Buffer.from('nobody').toString('base64')}` })],
  ['an unknown auth id', () => basic('MA000000000000000000', 'x')],
  ['a wrong token', (authId: string) => basic(authId, 'x')],
  ['an empty token', (authId: string) => basic(authId, '')],
])('%s: 401 with a Basic challenge and without an api_id', async (_, headers) => {
  const { world, authId } = await openAccount()
  const answer = await world.call('GET', `/v1/Account/${authId}/Message/`, {
    headers: headers(authId),
  })
  expect(answer.status).toBe(401)
  expect(answer.headers['www-authenticate']).toMatch(/^Basic /)
  expect(answer.body).toEqual(REFUSED)
})

test("an auth id in the path that is not the caller's: 401", async () => {
  const { world, authId, token } = await openAccount()
  const other = await openAccount()
  const answer = await world.call('GET', `/v1/Account/${other.authId}/Message/`, { headers: basic(authId, token) })
  expect([answer.status, answer.body]).toEqual([401, REFUSED])
})

test('authentication goes before an unknown path, that before a wrong method, that before the body', async () => {
  const { world, authId, call } = await openAccount()
  expect((await world.call('GET', `/v1/Account/${authId}/Nothing/`)).status).toBe(401)
  expect((await world.call('DELETE', `/v1/Account/${authId}/Message/`)).status).toBe(401)
  const unknown = await call('GET', '/Nothing/')
  expect([unknown.status, unknown.body]).toEqual([404, { api_id: expect.any(String), error: 'not found' }])
  const wrong = await call('PUT', '/Message/', { raw: '{', headers: { 'content-type': 'application/json' } })
  expect([wrong.status, wrong.headers['allow']]).toEqual([405, expect.stringMatching(/GET.*POST|POST.*GET/)])
})

test.each(['', '/', '//'])('a path may end in "%s"', async (ending) => {
  const { call } = await openAccount()
  expect((await call('GET', ending)).body.account_type).toBe('standard')
  expect((await call('GET', `/Message${ending}`)).body.meta.total_count).toBe(0)
})

test('two worlds see nothing of each other', async () => {
  const one = await openAccount()
  const other = await openAccount()
  const [uuid] = await one.send()
  expect((await other.call('GET', `/Message/${uuid}/`)).status).toBe(404)
  expect((await other.call('GET', '/Message/')).body.meta.total_count).toBe(0)
})

test('the same seed and the same calls give the same ids', async () => {
  expect(await talk()).toEqual(await talk())
})

async function talk(): Promise<string[]> {
  const { call, authId } = await openAccount({ seed: 'again' })
  const answers = [
    await call('POST', '/Message/', { body: { src: '14155550100', dst: '14155550123', text: 'Hello' } }),
    await call('GET', '/Message/'),
    await call('GET', '/Nothing/'),
  ]
  return answers.map(({ text }) => text.replaceAll(authId, 'MA'))
}

test('the vendor’s limits are 300 calls in 5 seconds, and 20 lists of messages in a minute', async () => {
  const { call, world } = await openAccount()
  const set = await world.admin('POST', '/rate-limits', { preset: 'plivo' })
  expect(set.status).toBe(201)
  for (let index = 0; index < 20; index++) expect((await call('GET', '/Message/')).status).toBe(200)
  const refused = await call('GET', '/Message/')
  expect([refused.status, refused.body]).toEqual([429, { api_id: expect.any(String), error: 'too many requests' }])
  expect(refused.headers['retry-after']).toBe('60')
  for (let index = 0; index < 280; index++) expect((await call('GET', '/')).status).toBe(200)
  expect((await call('GET', '/')).status).toBe(429)
  await world.advance(60)
  expect((await call('GET', '/Message/')).status).toBe(200)
})

test.each([
  ['forbidden', 403],
  ['payment_required', 400],
  ['rate_limited', 429],
  ['failed', 500],
  ['unavailable', 503],
] as const)('an injected %s is worded as Plivo words it', async (problem, status) => {
  const { call, world } = await openAccount()
  const set = await world.admin('POST', '/faults', { match: 'plivo.sendMessage', effect: { kind: 'problem', problem } })
  expect(set.status).toBe(201)
  const answer = await call('POST', '/Message/', { body: { src: '14155550100', dst: '14155550123', text: 'x' } })
  expect([answer.status, answer.body]).toEqual([status, { api_id: expect.any(String), error: expect.any(String) }])
})

test('bodies of GET and DELETE are ignored', async () => {
  const world = await startWorld()
  const { auth_id, auth_token } = world.credentials['plivo'] as { auth_id: string; auth_token: string }
  const { request } = await import('node:http')
  const status = await new Promise((resolve, reject) => {
    const headers = { ...basic(auth_id, auth_token), 'content-type': 'application/json', 'content-length': '2' }
    const call = request(`${world.url}/v1/Account/${auth_id}/Message/`, { method: 'GET', headers }, (answer) =>
      resolve(answer.resume().statusCode),
    )
    call.on('error', reject).end('""')
  })
  expect(status).toBe(200)
})
