import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { rawCall } from '../support/raw-call.ts'
import { basic, startWorld } from '../support/world.ts'

const { url, credentials, world, admin, running } = await startWorld()
const { telerivet, rapidpro, plivo } = credentials as Record<string, Record<string, string>>

/** One call to each API that takes a body, and one that differs from it by a wrong credential alone. */
const TAKERS: [
  name: string,
  path: string,
  right: Record<string, string>,
  wrong: Record<string, string>,
  refused: number,
][] = [
  [
    'Telerivet',
    `/v1/projects/${telerivet!['project_id']}/messages/send`,
    basic(telerivet!['api_key']!),
    basic('nobody'),
    401,
  ],
  [
    'RapidPro',
    '/api/v2/contacts.json',
    { authorization: `Token ${rapidpro!['token']}` },
    { authorization: 'Token nobody' },
    403,
  ],
  [
    'Plivo',
    `/v1/Account/${plivo!['auth_id']}/Message/`,
    basic(plivo!['auth_id']!, plivo!['auth_token']),
    basic(plivo!['auth_id']!, 'nobody'),
    401,
  ],
]
const JSON_TYPE = { 'content-type': 'application/json' }

describe.each(TAKERS)('%s', (_name, path, right, wrong, refused) => {
  const post = (headers: Record<string, string>, body: Buffer) =>
    rawCall(url + path, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body })

  test('refuses a stranger before it looks into what they packed', async () => {
    const packed = { 'content-encoding': 'gzip' }
    expect((await post({ ...wrong, ...packed }, Buffer.from('no gzip'))).status).toBe(refused)
    expect((await post({ ...right, ...packed }, Buffer.from('no gzip'))).status).toBe(400)
  })

  test('unpacks no more than it would take unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(30_000_000, ' '))
    const answer = await post({ ...right, 'content-encoding': 'gzip' }, bomb)
    expect(answer.status).toBe(413)
    expect((await post({ ...right, 'content-encoding': 'gzip' }, gzipSync('{}'))).status).toBeLessThan(413)
  })

  test('answers a body that is far too large once it has come, so that the answer is heard', async () => {
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }] as Record<string, string>[])
      expect((await post({ ...right, ...headers }, Buffer.alloc(40_000_000, ' '))).status).toBe(413)
  })

  test.each([
    ['lists without end', `{"to": [${'1,'.repeat(1_000_000)}1]}`],
    ['a hundred thousand levels', '['.repeat(100_000)],
    ['a million levels of objects', '{"a":'.repeat(1_000_000)],
    ['a million names', `{${Array.from({ length: 500_000 }, (_, index) => `"a${index}":1`).join(',')}}`],
  ])('refuses %s', async (_what, body) => {
    const answer = await post(right, Buffer.from(body))
    expect([400, 413]).toContain(answer.status)
  })

  test.each([
    ['an encoding that nobody knows', { 'content-encoding': 'br' }, '{}'],
    ['two encodings', { 'content-encoding': 'gzip, gzip' }, '{}'],
    ['text that is no UTF-8', {}, Buffer.from([0x22, 0xff, 0x22])],
    ['half a gzip', { 'content-encoding': 'gzip' }, gzipSync('{"a":1}').subarray(0, 12)],
    ['a media type of no kind', { 'content-type': '__proto__' }, '{}'],
    ['another of no kind', { 'content-type': 'constructor' }, '{}'],
    ['a form without a boundary', { 'content-type': 'multipart/form-data' }, 'x'],
  ])('refuses %s', async (_what, headers, body) => {
    const answer = await post({ ...right, ...headers }, Buffer.from(body))
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })
})

test('a Telerivet key may stand in a packed body', async () => {
  const body = gzipSync(JSON.stringify({ api_key: telerivet!['api_key'], to_number: '+16505550123', content: 'hi' }))
  const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' }
  const path = `/v1/projects/${telerivet!['project_id']}/messages/send`
  expect((await rawCall(url + path, { method: 'POST', headers, body })).status).toBe(200)
})

test('of a call that breaks off half-way nothing is done', async () => {
  const before = JSON.stringify(world.state())
  for (const path of [`/_textbed/worlds/${world.id}/reset`, `/v1/projects/${telerivet!['project_id']}/messages/send`]) {
    const closed = new Promise<void>((resolve) => {
      running.server.once('connection', (socket) => socket.once('close', () => resolve()))
    })
    const { authorization } = basic(telerivet!['api_key']!)
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.end(
        `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
      )
    })
    await closed
  }
  expect(JSON.stringify(world.state())).toBe(before)
})

describe("textbed's own API", () => {
  test('takes a megabyte, and a snapshot of any size', async () => {
    const { body: snapshot } = await admin('GET', '/snapshot')
    const large = { ...snapshot, state: { ...snapshot.state, seed: 'x' } }
    const text = `${JSON.stringify(large)}${' '.repeat(2_000_000)}`
    const put = (path: string, method: string) =>
      rawCall(`${url}/_textbed/worlds/${world.id}${path}`, { method, headers: JSON_TYPE, body: text })
    expect((await put('/snapshot', 'PUT')).status).toBe(200)
    const refused = await put('/faults', 'POST')
    expect(refused.status).toBe(413)
    expect(refused.text).toContain('larger than 1048576 bytes')
  })
})

test('of names that nobody knows the first twenty are told of, and what each may have meant', async () => {
  const strange = Object.fromEntries(Array.from({ length: 40_000 }, (_, index) => [`name${index}`, 1]))
  const { body } = await admin('POST', '/faults', { ...strange, match: '*' })
  expect(body.error.message.match(/is not known here/g)).toHaveLength(19)
  const inner = await admin('POST', '/faults', { match: '*', effect: { kind: 'reset', ...strange } })
  expect(inner.body.error.message.match(/is not known here/g)).toHaveLength(20)
})

const nestedNames = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`x${index % 100}[a${index}]`, 1]))

/** Makes a contact with so many names that nest. */
const withNested = (count: number) =>
  rawCall(`${url}/v1/projects/${telerivet!['project_id']}/contacts`, {
    method: 'POST',
    headers: { ...JSON_TYPE, ...basic(telerivet!['api_key']!) },
    body: JSON.stringify({ name: 'Ann', ...nestedNames(count) }),
  })

test('ten thousand names of a JSON text may nest with brackets, and no more', async () => {
  expect((await withNested(10_000)).status).toBe(200)
  expect(await withNested(10_001)).toMatchObject({ status: 400, text: expect.stringContaining('nest with brackets') })
})
