import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Fields } from '../../src/http/field.ts'
import type { TextResponse } from '../../src/http/message.ts'
import { providers as served } from '../../src/providers/index.ts'
import { HOSTILE } from '../support/any-call.ts'
import { type BareCall, credentialsOf, exampleOf, pathOf, samplesOf, startBare } from '../support/bare-simulator.ts'
import { request, startWorld } from '../support/world.ts'
import { grownToy } from '../support/toy/index.ts'
import { FIRST, ROWS } from './examples.ts'

// One test body over every endpoint of every API, from the definitions themselves: a new endpoint needs no line here.

const providers = [...served, grownToy]
const { apis } = startBare(providers)
const endpoints = apis.flatMap((api) => api.endpoints.map((endpoint) => ({ id: endpoint.id, api, endpoint })))
const secured = endpoints.filter(({ api, endpoint }) => Object.keys(api.security).length > 0 && !endpoint.open)
const withBody = endpoints.filter(({ endpoint }) => ['post', 'put', 'patch'].includes(endpoint.method))
const withParameters = endpoints.filter(({ endpoint }) => /\{\w+\}/.test(endpoint.path))
const withFields = endpoints.filter(({ endpoint }) => Object.keys({ ...endpoint.query, ...endpoint.body }).length > 0)

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const JSON_TYPE = { 'content-type': 'application/json' }

const queryOf = (values: Record<string, string>): string => new URLSearchParams(values).toString()

/** A simulator for one endpoint, and calls to it that are refused unless `mayPass`. */
async function startFor({ api: { name }, endpoint: { id } }: (typeof endpoints)[number]) {
  const own = providers.filter((provider) => provider.name === name)
  const bare = startBare(own.length > 0 ? own : providers)
  const api = bare.apis.find((one) => one.name === name)!
  const credentials = credentialsOf(api, bare.world)
  const rowIds = () => {
    const state = bare.world.store.state()
    return Object.fromEntries(
      Object.entries(ROWS).flatMap(([parameter, kind]) =>
        state[kind]?.rows[0] ? [[parameter, state[kind].rows.at(-1)!.id]] : [],
      ),
    )
  }
  for (const first of api.endpoints.filter((one) => FIRST.includes(one.id))) {
    const call = {
      method: first.method.toUpperCase(),
      path: pathOf(api, first, bare.world),
      body: JSON.stringify(exampleOf(first, bare.world).body),
      headers: { ...credentials, ...JSON_TYPE },
    }
    const { status, body } = await bare.call(call)
    if (status >= 300) throw new Error(`${first.id} did not take its example: ${body ?? ''}`)
  }
  const endpoint = api.endpoints.find((one) => one.id === id)!
  const path = pathOf(api, endpoint, bare.world, rowIds())
  const complaints: string[] = []
  let before = bare.rows()
  async function attempt(change: Partial<BareCall>, { mayPass = false } = {}): Promise<TextResponse> {
    const call: BareCall = {
      method: endpoint.method.toUpperCase(),
      path,
      ...change,
      headers: { ...credentials, ...change.headers },
    }
    const answer = await bare.call(call)
    const complain = (what: string): void => {
      const asked = `${call.method} ${call.path}?${call.query ?? ''} ${String(call.body ?? '').slice(0, 300)}`
      complaints.push(`${what}: ${asked} → ${answer.status} ${answer.body?.slice(0, 300) ?? ''}`)
    }
    if (answer.status >= 500 && answer.status !== 501) complain('Broke')
    if (answer.status < 400 && !mayPass) complain('Not refused')
    // Some gateways hand over messages by GET; they take no credentials.
    const isReading = call.method === 'GET' && !endpoint.open
    const after = bare.rows()
    if ((answer.status >= 400 || isReading) && after !== before) complain('Changed something')
    before = after
    return answer
  }
  return { ...bare, api, endpoint, path, attempt, complaints }
}

describe('without credentials, or with wrong ones, nothing is told and nothing changed:', () => {
  test.each(secured)('$id', async (which) => {
    const { attempt, complaints } = await startFor(which)
    for (const authorization of [
      '',
      'Basic',
      'Basic !!!',
      `Basic ${base64('no colon')}`,
      `Basic ${base64(':')}`,
      `Basic ${base64('nobody:nothing')}`,
      `Basic ${base64('\ud83d:\u0000')}`,
      'Token',
      'Token nobody',
      `Token ${'0'.repeat(40)}`,
      'Bearer x',
      '\u00ff\u00fe',
      'x'.repeat(5000),
    ]) {
      const { status } = await attempt({ headers: { authorization } })
      expect([401, 403]).toContain(status)
    }
    expect(complaints).toEqual([])
  })
})

describe('an unknown name in the path is not found, and harms nobody:', () => {
  const names = [
    'nobody',
    '0',
    '-1',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'MA'.repeat(100),
    'x'.repeat(1500),
    '%00',
    '%',
    '%zz',
    '%ff',
    '..%2f..%2fetc',
    '%F0%9F%98%80',
    "'",
    '%20',
    'null',
    'undefined',
    '00000000-0000-0000-0000-000000000000',
    'PN0000000000000000',
  ]
  test.each(withParameters)('$id', async (which) => {
    const { api, endpoint, world, attempt, complaints } = await startFor(which)
    for (const [, parameter] of endpoint.path.matchAll(/\{(\w+)\}/g)) {
      // A variable that nobody has written has a field from the first word about it.
      const mayPass = endpoint.id.startsWith('rapidpro.show') || parameter === 'variable'
      for (const name of names) {
        const body = JSON.stringify(samplesOf(endpoint.body as Fields | undefined))
        const path = pathOf(api, endpoint, world, { [parameter!]: name })
        await attempt({ path, headers: JSON_TYPE, body }, { mayPass })
      }
    }
    expect(complaints).toEqual([])
  })
})

describe('a wrong method is refused, and names the right ones where the platform does:', () => {
  test.each(endpoints)('$id', async (which) => {
    const { api, endpoint, attempt, complaints } = await startFor(which)
    const taken = new Set(
      api.endpoints.filter(({ path }) => path === endpoint.path).map(({ method }) => method.toUpperCase()),
    )
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      if (taken.has(method)) continue
      const { headers } = await attempt({ method })
      const named = headers['allow']?.split(', ').filter((one) => one !== 'HEAD' && one !== 'OPTIONS')
      expect(named ?? [...taken]).toEqual([...taken])
    }
    expect(complaints).toEqual([])
  })
})

describe('a body that cannot be read is refused, and changes nothing:', () => {
  const deep = '{"a":'.repeat(50_000)
  const bodies: Partial<BareCall>[] = [
    { body: '{' },
    { body: '{"a":1,}' },
    { body: 'undefined' },
    { body: deep },
    { body: `${deep}1${'}'.repeat(50_000)}` },
    { body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
    { body: gzipSync('{}') },
    { bodyProblem: 'too_large' },
    { bodyProblem: 'broken_gzip' },
    { bodyProblem: 'unknown_encoding' },
  ]
  test.each(withBody)('$id', async (which) => {
    const { endpoint, attempt, complaints } = await startFor(which)
    // An operation without parameters need not read its body at all.
    const mayPass = Object.keys((endpoint.body ?? {}) as Fields).length === 0
    for (const given of bodies) await attempt({ ...given, headers: JSON_TYPE }, { mayPass })
    for (const type of [
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'text/plain',
      'image/png',
      'nonsense',
      '',
    ]) {
      for (const given of [
        ...bodies,
        { body: 'a=%zz&b[=1' },
        { body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1' },
        { body: `a${'[b]'.repeat(5000)}=1` },
      ]) {
        await attempt({ ...given, headers: { 'content-type': type } }, { mayPass: true })
      }
    }
    expect(complaints).toEqual([])
  })
})

/** A parameter's name in all the ways in which a query string can misuse it. */
const shapes = (name: string) => [
  `${name}[]=1`,
  `${name}[x]=1`,
  `${name}[eq]=x&${name}[ne]=1`,
  `${name}[a][b][c]=1`,
  `${name}[__proto__][a]=1`,
  `${name}=1&${name}=x`,
  `${name}[`,
  `${name}__lt=x`,
  name,
  `${name}=%zz`,
]

describe('values of the wrong type never break anything, and change nothing where they are refused:', () => {
  const values: unknown[] = [
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e21,
    2 ** 53,
    '',
    ' ',
    'x',
    'x'.repeat(5000),
    '\u0000',
    '\ud800',
    '0',
    '-1',
    '1e400',
    'NaN',
    '2026-13-45T99:99:99Z',
    '2026-01-01',
    '+',
    '__proto__',
    [],
    [null],
    [[]],
    ['x'],
    [{}],
    {},
    { a: 1 },
    { constructor: 1 },
    { toString: 1, valueOf: 1 },
    [{ toString: 1 }],
    { length: 2 ** 40 },
    ...HOSTILE,
  ]
  const texts = [
    '',
    '%20',
    'x',
    '0',
    '-1',
    '1.5',
    '99999999999999999999',
    '1e400',
    'NaN',
    'null',
    'true',
    '[]',
    '{}',
    '%00',
    '%F0%9F%98%80',
    'x'.repeat(3000),
    '2026-13-45',
    '2026-01-01T00:00:00Z',
    '__proto__',
    ...HOSTILE.map((text) => encodeURIComponent(Buffer.from(text).toString())),
  ]
  test.each(withFields)(
    '$id',
    async (which) => {
      const { endpoint, world, attempt, complaints } = await startFor(which)
      const [query, body] = [endpoint.query, endpoint.body] as [Fields | undefined, Fields | undefined]
      const { body: needed, query: asked } = exampleOf(endpoint, world)
      const neededQuery = queryOf(asked)
      const join = (text: string) => (neededQuery === '' ? text : `${neededQuery}&${text}`)
      await attempt({ query: neededQuery, headers: JSON_TYPE, body: JSON.stringify(needed) }, { mayPass: true })
      for (const name of Object.keys(query ?? {})) {
        for (const text of [...texts.map((value) => `${name}=${value}`), ...shapes(name)]) {
          await attempt({ query: join(text), headers: JSON_TYPE, body: JSON.stringify(needed) }, { mayPass: true })
        }
      }
      for (const name of Object.keys(body ?? {})) {
        for (const value of values) {
          await attempt(
            { query: neededQuery, headers: JSON_TYPE, body: JSON.stringify({ ...needed, [name]: value }) },
            { mayPass: true },
          )
        }
        for (const text of shapes(name)) {
          await attempt(
            { query: neededQuery, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: text },
            { mayPass: true },
          )
        }
      }
      expect(complaints).toEqual([])
    },
    90_000,
  )
})

describe('over a real connection:', () => {
  test.each(served.map((api) => ({ name: api.name, api })))(
    '$name refuses bodies that are too large, unpacked or not, and goes on',
    async ({ api }) => {
      const { url, world } = await startWorld()
      const endpoint = api.endpoints.find((one) => one.method === 'post' && one.body && !one.open)!
      const target = url + pathOf(api, endpoint, world)
      const headers = { ...credentialsOf(api, world), ...JSON_TYPE }
      const before = JSON.stringify(world.store.state())
      const bomb = gzipSync(Buffer.alloc(api.dialect.bodyLimit + 1, ' '))
      for (const [raw, encoding] of [
        [bomb, 'gzip'],
        [Buffer.from('no gzip'), 'gzip'],
        [bomb.subarray(0, 100), 'gzip'],
        [Buffer.from('{}'), 'br'],
      ] as const) {
        const answer = await request(target, 'POST', { headers: { ...headers, 'content-encoding': encoding }, raw })
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
      }
      expect(
        (await request(target, 'POST', { headers, raw: Buffer.alloc(api.dialect.bodyLimit + 1, ' ') })).status,
      ).toBeLessThan(500)
      expect(JSON.stringify(world.store.state())).toBe(before)
    },
  )
})
