import { describe, expect, test } from 'vitest'
import { adminOf } from '../../src/admin/index.ts'
import { providers } from '../../src/providers/index.ts'
import { start } from '../../src/server/start.ts'
import { rawCall } from '../support/raw-call.ts'
import { basic, startWorld } from '../support/world.ts'

const { url, id, credentials, world } = await startWorld()
const { telerivet, rapidpro, plivo } = credentials as Record<string, Record<string, string>>

/** One innocent call to each thing that is served, with all that it needs. */
const SERVED: [name: string, path: string, headers: Record<string, string>][] = [
  ['Telerivet', `/v1/projects/${telerivet!['project_id']}/messages`, basic(telerivet!['api_key']!)],
  ['RapidPro', '/api/v2/messages.json', { authorization: `Token ${rapidpro!['token']}` }],
  ['a channel of RapidPro', `/w/${id}/c/ex/${rapidpro!['channel']}/receive?from=%2B250788111222&text=hi`, {}],
  ['Plivo', `/v1/Account/${plivo!['auth_id']}/Message/`, basic(plivo!['auth_id']!, plivo!['auth_token'])],
  ['a world by its prefix', `/w/${id}/v1/projects`, basic(telerivet!['api_key']!)],
  ["textbed's own API", `/_textbed/worlds/${id}`, {}],
  ['the documents', '/openapi/plivo.json', {}],
  ['the page of the documents', '/docs/', {}],
  ['a file of that page', '/docs/swagger-ui-init.js', {}],
  ['a path that nobody serves', '/nowhere', {}],
]

/** Passed on, whatever is answered then. */
const passed = ({ status }: { status: number }) => status !== 403

describe.each(SERVED)('for %s', (_name, path, own) => {
  const call = (headers: Record<string, string>, method = 'GET') =>
    rawCall(url + path, { method, headers: { ...own, ...headers } })

  test.each([
    'localhost',
    'localhost:8398',
    'LOCALHOST.:80',
    '127.0.0.1:8398',
    '192.168.1.20',
    '[::1]:8398',
    '[fd12::7]',
    'textbed',
    'textbed:8398',
    'my_service:80',
    'app.localhost',
    'host.docker.internal:8398',
    'gateway.containers.internal',
    'textbed.default.svc.cluster.local',
    'laptop.local',
    'ci.test',
    'nas.lan',
    'nas.home.arpa',
    'localhost.localdomain',
    'api.telerivet.com',
    'API.PLIVO.COM:443',
    'rapidpro.io',
    '',
  ])('the name %j is one to call it by', async (host) => {
    expect(passed(await call({ host }))).toBe(true)
  })

  test.each([
    'evil.example',
    'evil.example:8398',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'local.evil.example.',
    'evillocal.com',
    'evil.example/.local',
    'evil.example#.local',
    'evil.example@localhost',
    'user@localhost.com',
    'api.plivo.com.evil.example',
    'notapi.plivo.com',
    '.local',
    '..',
    'a..test',
  ])('the name %j is not: a page of that site could read and write here', async (host) => {
    const before = world.journal.next
    const answer = await call({ host })
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('--allow-hosts')
    expect(world.journal.next).toBe(before)
  })

  test.each([
    ['a page on this machine', { origin: 'http://localhost:3000' }],
    ['a page on this machine, by its address', { origin: 'https://127.0.0.1' }],
    ['a page of the same host', { host: 'textbed:8398', origin: 'http://textbed:3000' }],
    ['the page of the documents', { origin: 'http://127.0.0.1:8398', 'sec-fetch-site': 'same-origin' }],
    ['a page without an origin that this server served', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ["Node's own fetch", { 'sec-fetch-mode': 'cors' }],
    ['somebody who typed the address', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    ['a page of the same site', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' }],
  ])('%s may call it', async (_who, headers) => {
    expect(passed(await call({ host: '127.0.0.1:8398', ...headers }))).toBe(true)
  })

  test.each([
    ['an origin', { origin: 'https://evil.example' }],
    ['the origin of a file or a frame', { origin: 'null' }],
    ['such an origin, of another site', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['an origin that only looks like this machine', { origin: 'http://localhost.evil.example' }],
    ['an origin that is none', { origin: 'nonsense' }],
    ['an origin with a password', { origin: 'http://localhost@evil.example' }],
    ['an empty origin', { origin: '' }],
    ['the word cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['that word among others', { 'sec-fetch-site': 'none, Cross-Site' }],
    ['that word, as a navigation', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
  ])('a page of another site may not, known by %s', async (_what, headers) => {
    // The page of the documents is one of two that others may lead to, but not with an origin.
    const door = path === '/docs/' && !('origin' in headers)
    const before = world.journal.next
    const answer = await call({ host: '127.0.0.1:8398', ...headers })
    expect(passed(answer)).toBe(door)
    expect(world.journal.next).toBe(before)
  })

  test("what another site's form posts is refused before it is read, and the answer is heard", async () => {
    const answer = await rawCall(url + path, {
      method: 'POST',
      headers: { ...own, origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.alloc(2_000_000, 'a=b&'),
    })
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('evil.example')
  })
})

test('a link on another site may lead to the first page and to the documents, and nowhere else', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  expect((await rawCall(`${url}/`, { headers })).status).toBe(302)
  expect((await rawCall(`${url}/docs`, { headers })).status).toBe(302)
  expect((await rawCall(`${url}/docs/`, { headers })).status).toBe(200)
  expect((await rawCall(`${url}/docs/`, { headers, method: 'HEAD' })).status).toBe(403)
  expect((await rawCall(`${url}/openapi/plivo.json`, { headers })).status).toBe(403)
})

test('whoever keeps a container alive may ask for its health under any name', async () => {
  const headers = { host: 'whatever.example', 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  expect((await rawCall(`${url}/healthz`, { headers })).status).toBe(200)
  expect((await rawCall(`${url}/w/${id}/healthz`, { headers })).status).toBe(403)
})

test("a refusal is in the platform's own form", async () => {
  const headers = { host: 'evil.example' }
  const bodyOf = async (path: string) => JSON.parse((await rawCall(url + path, { headers })).text) as unknown
  const message = expect.stringContaining('textbed is not called "evil.example"') as string
  expect(await bodyOf('/v1/projects')).toMatchObject({ error: { message } })
  expect(await bodyOf('/api/v2/messages.json')).toEqual({ detail: message })
  expect(await bodyOf(`/v1/Account/${plivo!['auth_id']}/Message/`)).toMatchObject({ error: message })
  expect(await bodyOf('/_textbed/worlds')).toEqual({ error: { code: 'forbidden', message } })
  expect(await bodyOf('/docs/')).toEqual({ error: { code: 'forbidden', message } })
})

/** How a server that allows these hosts answers. */
async function statusOf(allowHosts: string[], headers: Record<string, string>): Promise<number> {
  const running = await start({ providers, admin: adminOf, allowHosts })
  try {
    return (await rawCall(`${running.url}/_textbed/worlds`, { headers })).status
  } finally {
    await running.stop()
  }
}

describe('with --allow-hosts', () => {
  test.each([
    [['sms.example.com'], 'sms.example.com', 200],
    [['SMS.example.com'], 'sms.EXAMPLE.com:443', 200],
    [['sms.example.com'], 'other.example.com', 403],
    [['sms.example.com'], 'my.sms.example.com', 403],
    [['.example.com'], 'sms.example.com', 200],
    [['.example.com'], 'a.b.example.com', 200],
    [['.example.com'], 'example.com', 403],
    [['.example.com'], 'badexample.com', 403],
    [['*'], 'anything.example', 200],
    [['a.example', 'b.example'], 'b.example', 200],
    [[], 'sms.example.com', 403],
  ])('%j, called as %s, it answers %i', async (allowed, host, status) => {
    expect(await statusOf(allowed, { host })).toBe(status)
  })

  test('pages of an allowed host may call it, too', async () => {
    const origin = 'https://console.example.com'
    expect(await statusOf(['console.example.com'], { host: 'localhost', origin })).toBe(200)
    expect(await statusOf(['sms.example.com'], { host: 'localhost', origin })).toBe(403)
  })
})

test('HTTP/1.0 needs no name', async () => {
  const { connect } = await import('node:net')
  const text = await new Promise<string>((resolve, reject) => {
    let read = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write('GET /_textbed/worlds HTTP/1.0\r\n\r\n'),
    )
    socket
      .setEncoding('utf8')
      .on('data', (chunk: string) => (read += chunk))
      .on('end', () => resolve(read))
      .on('error', reject)
  })
  expect(text).toMatch(/^HTTP\/1\.1 200/)
})

describe('the page of the documents', () => {
  test.each(['/docs/', '/docs/swagger-ui-init.js', '/openapi/plivo.json'])(
    '%s cannot be framed, guessed at or given a script of others',
    async (path) => {
      const { headers } = await rawCall(url + path)
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' })
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("connect-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
    },
  )

  test.each(['/', '/docs', '/docs/', '/docs/swagger-ui-init.js', '/openapi/plivo.json'])(
    '%s can be looked at only',
    async (path) => {
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
        expect(await rawCall(url + path, { method })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
      expect((await rawCall(url + path, { method: 'HEAD' })).status).toBeLessThan(400)
    },
  )
})
