import { describe, expect, test } from 'vitest'
import { KeptBytes } from '../../../src/core/kept-bytes.ts'
import type { World } from '../../../src/core/world.ts'
import { askedOf, keepAsked } from '../../../src/http/asked.ts'

/** How what a call came with is shown. */
function asked(type: string, body: string | Uint8Array) {
  const world = { asked: new KeptBytes() } as World
  const headers = { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) }
  keepAsked(world, 7, { headers, body: Buffer.from(body) } as never)
  return askedOf(world, 7)
}

describe('a body that is not shown as it is says what it is:', () => {
  test.each<[what: string, type: string, body: string | Uint8Array, shown: unknown, note: string | undefined]>([
    ['a text', 'text/plain; charset=utf-8', 'Grüße, 1 < 2', 'Grüße, 1 < 2', undefined],
    ['an XML document', 'application/xml', '<a/>', '<a/>', undefined],
    ['bytes', 'application/octet-stream', Buffer.from([1, 2, 3]), null, 'application/octet-stream: 3 bytes.'],
    ['a picture', 'image/png', 'x', null, 'image/png: one byte.'],
    ['parts', 'multipart/form-data; boundary=b', '--b--', null, 'multipart/form-data: 5 bytes.'],
    [
      'what is no text, whatever it calls itself',
      'application/json',
      Buffer.from([255, 254]),
      null,
      'application/json: 2 bytes.',
    ],
    ['a long text', 'text/plain', 'ü'.repeat(40_000), 'ü'.repeat(32_768), 'The first 65536 bytes of 80000.'],
    [
      'one that ends within a character',
      'text/plain',
      'x' + 'ü'.repeat(40_000),
      'x' + 'ü'.repeat(32_767),
      'The first 65536 bytes of 80001.',
    ],
    ['deep nesting', 'application/json', '['.repeat(30_000), '['.repeat(30_000), undefined],
    [
      'a name that is special',
      'application/json',
      '{"__proto__": {"a": 1}}',
      JSON.parse('{"__proto__": {"a": 1}}'),
      undefined,
    ],
  ])('%s', (_what, type, body, shown, note) => {
    const entry = asked(type, body)
    expect(entry['body']).toEqual(shown)
    expect(entry['body_note']).toBe(note)
  })
})
