import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { request } from '../../support/world.ts'
import { startToyWorld } from './start-toy.ts'

// The toy platform takes bodies of 10,000 bytes.
const LIMIT = 10_000

/** A good body of so many bytes. */
const bodyOf = (bytes: number): Buffer<ArrayBuffer> => {
  const empty = JSON.stringify({ to: '+250788123123', text: '' })
  return Buffer.from(JSON.stringify({ to: '+250788123123', text: 'x'.repeat(bytes - empty.length) }))
}

/** The body in pieces, so that no Content-Length announces how long it is. */
async function* inPieces(body: Uint8Array) {
  for (let at = 0; at < body.length; at += 1024) yield body.subarray(at, at + 1024)
}

const packed = { 'content-encoding': 'gzip' }

test.each<[string, Record<string, string>, (body: Buffer<ArrayBuffer>) => RequestInit['body']]>([
  ['as it is', {}, (body) => body],
  ['in pieces', {}, (body) => ReadableStream.from(inPieces(body))],
  ['packed', packed, (body) => gzipSync(body)],
])('a body of exactly the limit is taken, and of one byte more is refused: %s', async (_name, headers, sent) => {
  const world = await startToyWorld()
  const post = (bytes: number) =>
    fetch(`${world.url}/toy/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${world.world.credentials['toy']!['key']}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: sent(bodyOf(bytes)),
      duplex: 'half',
    })
  expect((await post(LIMIT)).status).toBe(201)
  const refused = await post(LIMIT + 1)
  expect(refused.status).toBe(413)
  expect(await refused.json()).toMatchObject({ error: 'too_large' })
  expect((await world.call('GET', '/toy/messages')).body.messages).toHaveLength(1)
})

test('the limit counts bytes, not letters', async () => {
  const world = await startToyWorld()
  const body = JSON.stringify({ to: '+250788123123', text: 'é'.repeat(LIMIT / 2) })
  expect(body.length).toBeLessThan(LIMIT)
  const answer = await request(`${world.url}/toy/messages`, 'POST', {
    raw: Buffer.from(body),
    headers: { authorization: `Bearer ${world.world.credentials['toy']!['key']}`, 'content-type': 'application/json' },
  })
  expect(answer.status).toBe(413)
})
