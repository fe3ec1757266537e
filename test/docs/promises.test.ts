import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminOf } from '../../src/admin/index.ts'
import { defineJob } from '../../src/core/clock/job-kind.ts'
import { providers } from '../../src/providers/index.ts'
import { type Running, start } from '../../src/server/start.ts'
import { request } from '../support/world.ts'
import { allPages, root } from './pages.ts'

// Sentences of the pages that no block shows and no other test has as its subject. Each stands in its page word for word:
// who changes it there is led here.

const textOf = (path: string): string =>
  allPages()
    .find((page) => page.path === path)!
    .text.replaceAll(/\s+/g, ' ')

const said = (path: string, sentence: string): void => expect(textOf(path)).toContain(sentence)

let textbed: Running
let auto: Running
beforeAll(async () => {
  textbed = await start({ providers, admin: adminOf })
  auto = await start({ providers, admin: adminOf, unknownCredentials: 'auto' })
})
afterAll(async () => {
  await textbed.stop()
  await auto.stop()
})

const json = { 'content-type': 'application/json' }
const basicOf = (user: string, password = '') => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

interface World {
  id: string
  url: string
  credentials: Record<string, Record<string, string>>
}

function newWorld(running = textbed): World {
  const { id, credentials } = running.simulator.create()
  return { id, url: running.url, credentials }
}

const control = (world: World, method: string, path: string, body?: unknown) =>
  request(`${world.url}/_textbed/worlds/${world.id}${path}`, method, body === undefined ? {} : { body })

const queryProjects = ({ url, credentials }: World) =>
  request(`${url}/v1/projects`, 'GET', { headers: { authorization: basicOf(credentials['telerivet']!['api_key']!) } })

/** One harmless call of each platform with a world's credentials, and how the platform says that they are wrong. */
const CALLS = {
  telerivet: {
    path: () => '/v1/projects',
    authorization: ({ telerivet }: World['credentials']) => basicOf(telerivet!['api_key']!),
    refusal: { status: 401, body: { error: { message: 'The API key is missing or not valid.' } } },
  },
  rapidpro: {
    path: () => '/api/v2/workspace.json',
    authorization: ({ rapidpro }: World['credentials']) => `Token ${rapidpro!['token']}`,
    refusal: { status: 403, body: { detail: 'Invalid token' } },
  },
  plivo: {
    path: ({ plivo }: World['credentials']) => `/v1/Account/${plivo!['auth_id']}/`,
    authorization: ({ plivo }: World['credentials']) => basicOf(plivo!['auth_id']!, plivo!['auth_token']),
    refusal: { status: 401, body: { error: 'authentication credentials were not provided' } },
  },
} as const

describe.each(Object.entries(CALLS))('%s', (_name, { path, authorization, refusal }) => {
  test('a world that is named takes none but its own credentials', async () => {
    said('README.md', 'the world that is named still takes none but its own')
    said('docs/architecture.md', "credentials of another world are refused there in the provider's words")
    const [one, two] = [newWorld(), newWorld()]
    const call = (whose: World, prefix: string, headers = {}) =>
      request(one.url + prefix + path(whose.credentials), 'GET', {
        headers: { authorization: authorization(whose.credentials), ...headers },
      })

    expect(await call(one, `/w/${one.id}`)).toMatchObject({ status: 200 })
    expect(await call(two, `/w/${one.id}`)).toMatchObject(refusal)
    expect(await call(two, '', { 'x-textbed-world': one.id })).toMatchObject(refusal)
    expect(await call(two, '')).toMatchObject({ status: 200 })
  })

  test('with --worlds auto an unknown credential opens a world, but none beside the one that is named', async () => {
    said('README.md', 'an unknown credential then opens a world of its own')
    said(
      'docs/architecture.md',
      'where textbed was started with `--worlds auto` and the call names no world, opens a fresh one',
    )
    // The credentials of a world that is elsewhere are well-formed, and unknown here.
    const { credentials } = newWorld(textbed)
    const { id } = auto.simulator.create()
    const worlds = () => auto.simulator.worlds.list().length
    const before = worlds()
    const headers = { authorization: authorization(credentials) }

    expect(await request(`${auto.url}/w/${id}${path(credentials)}`, 'GET', { headers })).toMatchObject(refusal)
    expect(worlds()).toBe(before)
    expect(await request(auto.url + path(credentials), 'GET', { headers })).toMatchObject({ status: 200 })
    expect(worlds()).toBe(before + 1)
  })
})

test('npm start prints the credentials as environment variables to paste', { timeout: 30_000 }, async () => {
  said('README.md', '`npm start` prints the credentials as environment variables to paste.')
  const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/esm/index.mjs')).href
  const child = spawn(process.execPath, ['--import', tsx, join(root, 'src/cli.ts'), '--port', '0'], {
    env: { PATH: process.env['PATH'] },
  })
  let printed = ''
  for await (const part of child.stdout) if ((printed += String(part)).includes('Its clock')) break
  const exports = printed
    .split('\n')
    .filter((line) => line.startsWith('export '))
    .join('\n')
  const script = `${exports}
    curl -sf -u "$TELERIVET_API_KEY:" "$TELERIVET_API_URL/projects/$TELERIVET_PROJECT_ID/phones/$TELERIVET_PHONE_ID" >/dev/null && echo telerivet
    curl -sf -H "Authorization: Token $RAPIDPRO_TOKEN" "$RAPIDPRO_API_URL/workspace.json" >/dev/null && echo rapidpro
    curl -sf -u "$PLIVO_AUTH_ID:$PLIVO_AUTH_TOKEN" "$PLIVO_API_URL/Application/$PLIVO_APP_ID/" >/dev/null && echo plivo`
  const bash = spawn('bash', ['-c', script], { env: { PATH: process.env['PATH'], NO_PROXY: '127.0.0.1' } })
  let answered = ''
  for await (const part of bash.stdout) answered += String(part)
  child.kill('SIGTERM')
  await once(child, 'exit')
  expect(answered).toBe('telerivet\nrapidpro\nplivo\n')
})

test('the clients that check the form of an auth id let those of textbed’s worlds pass', () => {
  said('docs/clients.md', "those of textbed's worlds pass")
  for (let each = 0; each < 200; each++) {
    const { plivo } = newWorld().credentials
    expect(plivo!['auth_id']).toMatch(/^MA[A-Z0-9]{18}$/)
    expect(plivo!['auth_token']).toMatch(/^\w{40}$/)
  }
})

test('worlds with the same seed, and forks, have the same channel, and the prefix tells them apart', async () => {
  said('docs/clients.md', 'Worlds with the same seed, and forks, have the same channel uuid')
  const one = newWorld()
  await control(one, 'POST', '/reset')
  const fork = (await control(one, 'POST', '/fork', {})).body as World
  const { channel } = one.credentials['rapidpro']!
  expect(fork.credentials['rapidpro']!['channel']).toBe(channel)

  for (const [id, text] of [
    [one.id, 'to the first'],
    [fork.id, 'to the fork'],
  ] as const) {
    const path = `/w/${id}/c/ex/${channel}/receive`
    expect((await request(one.url + path, 'POST', { form: { from: '+250788123123', text } })).status).toBe(200)
    const shown = await request(`${one.url}/_textbed/worlds/${id}/journal?type=message.inbound`, 'GET')
    expect(JSON.stringify(shown.body)).toContain(text)
  }
})

test('worlds made in code have the same defaults as those made through the API', async () => {
  said('docs/testing.md', 'Worlds made in code have the same defaults as those made through the API.')
  const made = (await request(`${textbed.url}/_textbed/worlds`, 'POST', { body: { seed: 'same' } })).body as World
  const inCode = textbed.simulator.create({ seed: 'same' })
  const byApi = textbed.simulator.worlds.get(made.id)
  const { journal: _, ...state } = byApi.state()
  expect(inCode.state()).toMatchObject(state)
})

test('textbed packs itself under the name that the page installs', () => {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>
  expect(textOf('docs/testing.md')).toContain(`npm install --save-dev ../textbed/${name}-${version}.tgz`)
})

test('absolute addresses in answers begin with the host that the caller used', async () => {
  said(
    'docs/testing.md',
    'Absolute addresses in answers, such as `urls` and `next` links, begin with the host that the caller used.',
  )
  const world = newWorld()
  const port = new URL(world.url).port
  const local = { ...world, url: `http://localhost:${port}` }
  expect((await control(local, 'GET', '')).body.urls.plivo).toBe(`http://localhost:${port}/v1/Account`)

  const token = { authorization: `Token ${world.credentials['rapidpro']!['token']}` }
  for (const hundred of [1, 2, 3]) {
    const urns = Array.from({ length: 100 }, (__, n) => `tel:+250788${hundred}00${String(n).padStart(3, '0')}`)
    await request(`${local.url}/api/v2/broadcasts.json`, 'POST', { headers: token, body: { urns, text: 'Hi' } })
  }
  await control(world, 'POST', '/clock/advance', { by: 60 })
  const page = await request(`${local.url}/api/v2/contacts.json`, 'GET', { headers: token })
  expect(page.body.next).toMatch(new RegExp(`^http://localhost:${port}/api/v2/contacts.json`))
})

test('two tests that advance the same world at the same time get a refusal', async () => {
  said(
    'docs/testing.md',
    'Two tests that advance the same world at the same time get a refusal, 409: they need a world each.',
  )
  const world = newWorld()
  const waiting = textbed.simulator.worlds.get(world.id)
  // The first is under way until its job is done.
  let finish: (() => void) | undefined
  const kind = defineJob('promise.test', {})
  waiting.clock.register(kind, () => new Promise<void>((done) => (finish = done)))
  waiting.clock.schedule(0, kind, {})
  const first = control(world, 'POST', '/clock/advance', { by: 1 })
  await expect.poll(() => finish, { timeout: 10_000 }).toBeDefined()
  expect((await control(world, 'POST', '/clock/advance', { by: 1 })).status).toBe(409)
  finish!()
  expect((await first).status).toBe(200)
})

test('a fault matches an operation, a platform or everything, and an unknown name is refused with the nearest', async () => {
  said(
    'docs/testing.md',
    "A fault's `match` is an operation id as the document at `/docs` shows it, a platform, or `*`.",
  )
  const world = newWorld()
  const effect = { kind: 'problem', problem: 'unavailable' }
  for (const match of ['plivo.sendMessage', 'plivo', '*'])
    expect((await control(world, 'POST', '/faults', { match, effect })).status).toBe(201)
  const refused = await control(world, 'POST', '/faults', { match: 'plivo.sendMesage', effect })
  expect(refused).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('plivo.sendMessage') } },
  })
})

test('but for webhooks textbed calls nobody', () => {
  said('README.md', 'But for those webhooks textbed calls nobody: no telemetry, no search for updates.')
  const waysOut =
    /\bfetch\(|\{[^}]*\b(?:request|get|connect|createConnection|createSocket)\b[^}]*\} from 'node:(?:https?|http2|net|tls|dgram)'/
  const callsOut = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    // What stands in a template is a page's, and run by a browser.
    (file) =>
      file.endsWith('.ts') && waysOut.test(readFileSync(join(root, 'src', file), 'utf8').replaceAll(/`[^`]*`/g, '')),
  )
  // The client asks the textbed that it is pointed at: it is the command's verbs and the kits, and no part of the server.
  // Asked by whoever runs `textbed doctor` whether somebody listens at an address, it connects, and says nothing.
  expect(callsOut.toSorted()).toEqual(['client/ask.ts', 'command/reach.ts', 'server/call-out.ts'])
})

test('what is documented but not simulated answers 501', async () => {
  said('README.md', 'What a platform documents and textbed does not simulate answers 501.')
  const { url, credentials } = newWorld()
  const { plivo } = credentials
  const later = await request(`${url}/v1/Account/${plivo!['auth_id']}/?callback_url=http://127.0.0.1/`, 'GET', {
    headers: { authorization: basicOf(plivo!['auth_id']!, plivo!['auth_token']) },
  })
  expect(later.status).toBe(501)
})

test('a snapshot carries what a rate limit has counted, and no credentials', async () => {
  said('docs/architecture.md', 'rate limits with the calls that they have counted')
  said('docs/architecture.md', "It does not carry the world's id and credentials")
  const [one, two] = [newWorld(), newWorld()]
  await control(one, 'POST', '/rate-limits', { match: 'telerivet', limit: 2, window: 60 })
  await queryProjects(one)
  await queryProjects(one)

  const snapshot = (await control(one, 'GET', '/snapshot')).text
  for (const secret of [
    one.credentials['telerivet']!['api_key'],
    one.credentials['rapidpro']!['token'],
    one.credentials['plivo']!['auth_token'],
  ])
    expect(snapshot).not.toContain(secret)
  const put = await request(`${two.url}/_textbed/worlds/${two.id}/snapshot`, 'PUT', { headers: json, raw: snapshot })
  expect(put).toMatchObject({ status: 200, body: { id: two.id } })
  expect((await queryProjects(two)).status).toBe(429)
})

test('calls that steer a world appear in no journal, what they bring about does', async () => {
  said('src/admin/README.md', 'They appear in no journal; what they bring about does.')
  const world = newWorld()
  await control(world, 'GET', '/handsets/+16505550123/messages')
  await control(world, 'POST', '/handsets/+16505550123/messages', { to: '+16505550001', text: 'Hi' })
  const { entries } = (await control(world, 'GET', '/journal')).body as { entries: { type: string }[] }
  expect(entries.map(({ type }) => type)).toContain('message.inbound')
  expect(entries.map(({ type }) => type)).not.toContain('call')
})

test('lengths of time are seconds or ISO 8601, moments ISO 8601 or UNIX seconds', async () => {
  said('src/admin/README.md', 'Lengths of time are seconds or ISO 8601, moments ISO 8601 or UNIX seconds.')
  const world = newWorld()
  for (const [body, now] of [
    [{ by: 60 }, '2026-01-01T00:01:00.000Z'],
    [{ by: 'PT1M' }, '2026-01-01T00:02:00.000Z'],
    [{ to: '2026-01-01T00:03:00Z' }, '2026-01-01T00:03:00.000Z'],
    [{ to: Date.UTC(2026, 0, 1, 0, 4) / 1000 }, '2026-01-01T00:04:00.000Z'],
  ] as const)
    expect(await control(world, 'POST', '/clock/advance', body)).toMatchObject({ status: 200, body: { now } })
})

test('a journal’s cause leads to all that followed, not only to the next', async () => {
  said('docs/testing.md', 'Every entry names its cause, and `?cause=17` shows all that followed from entry 17.')
  const world = newWorld()
  const { api_key, project_id } = world.credentials['telerivet']!
  await request(`${world.url}/v1/projects/${project_id}/messages/send`, 'POST', {
    headers: { authorization: basicOf(api_key!) },
    body: { to_number: '+16505550123', content: 'Hi' },
  })
  await control(world, 'POST', '/clock/advance', { by: 60 })
  const all = (await control(world, 'GET', '/journal')).body.entries as { id: number; cause: number | null }[]
  const [first, ...rest] = all
  expect(rest.length).toBeGreaterThan(2)
  expect(rest.filter(({ cause }) => cause === first!.id).length).toBeLessThan(rest.length)
  expect((await control(world, 'GET', `/journal?cause=${first!.id}`)).body.entries).toEqual(rest)
})

test.each(['admin', 'core', 'http', 'server'])('the files that the README of src/%s names are there', (folder) => {
  const there = readdirSync(join(root, 'src', folder), { recursive: true, encoding: 'utf8' })
  const named = [...textOf(`src/${folder}/README.md`).matchAll(/`([\w/-]+\.ts)`/g)].map(([, file]) => file!)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((file) => !there.some((one) => one === file || one.endsWith(`/${file}`)))).toEqual([])
})
