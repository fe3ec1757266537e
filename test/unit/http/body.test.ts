import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { mediaType, parseFlat, parseJson, textOf } from '../../../src/http/body.ts'
import type { HttpRequest } from '../../../src/http/message.ts'
import { parseNested } from '../../../src/http/nested-names.ts'
import { Problem } from '../../../src/http/problem.ts'

const request = (more: Partial<HttpRequest>): HttpRequest => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: {},
  body: null,
  bodyProblem: null,
  origin: '',
  ip: '',
  ...more,
})

function problemOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof Problem) return `${error.kind} ${error.code ?? ''}`.trim()
    throw error
  }
  return 'none'
}

describe('the text of a body', () => {
  test.each<[string, Partial<HttpRequest>, string]>([
    ['nothing', {}, ''],
    ['UTF-8', { body: Buffer.from('grüße 😀') }, 'grüße 😀'],
    ['UTF-8 with a mark at its beginning', { body: Buffer.from('\ufeffhello') }, 'hello'],
  ])('is that of %s', (_name, given, text) => {
    expect(textOf(request(given))).toBe(text)
  })

  test.each<[string, Partial<HttpRequest>, string]>([
    ['a byte that is none of UTF-8', { body: Buffer.from([0x61, 0xff]) }, 'malformed_body utf8'],
    ['half a character', { body: Buffer.from('ü').subarray(0, 1) }, 'malformed_body utf8'],
    ['half of a surrogate pair', { body: Buffer.from([0xed, 0xa0, 0x80]) }, 'malformed_body utf8'],
    ['gzip that nobody unpacked', { body: gzipSync('hello') }, 'malformed_body utf8'],
    ['what was too large', { bodyProblem: 'too_large' }, 'too_large'],
    ['broken gzip', { bodyProblem: 'broken_gzip' }, 'malformed_body gzip'],
    ['an unknown encoding', { bodyProblem: 'unknown_encoding' }, 'malformed_body encoding'],
  ])('is refused: %s', (_name, given, problem) => {
    expect(problemOf(() => textOf(request(given)))).toBe(problem)
  })
})

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('JSON', () => {
  test.each<[string, unknown]>([
    ['{"a":[1,"]]]]",null]}', { a: [1, ']]]]', null] }],
    ['"\\"[[[["', '"[[[['],
    ['  1 ', 1],
    [`"${'['.repeat(1000)}"`, '['.repeat(1000)],
    [`[${Array.from({ length: 1000 }, () => '[]').join(',')}]`, Array.from({ length: 1000 }, () => [])],
    [`[${Array.from({ length: 1000 }, () => '{}').join(',')}]`, Array.from({ length: 1000 }, () => ({}))],
    [`"\\"${'['.repeat(1000)}"`, `"${'['.repeat(1000)}`],
    [`"\\\\"`, '\\'],
    [`["a","${'['.repeat(1000)}"]`, ['a', '['.repeat(1000)]],
  ])('is read: %.40s', (text, value) => {
    expect(parseJson(text)).toEqual(value)
  })

  test.each([
    ['nothing', ''],
    ['half of it', '{"a":'],
    ['a comma too many', '[1,]'],
    ['single quotes', "{'a':1}"],
    ['not a number', 'NaN'],
    ['a hundred thousand levels', nested(100_000)],
    ['a hundred thousand open levels', '{"a":'.repeat(100_000)],
    ['65 levels', nested(65)],
    ['65 levels after a text', `["a",${nested(64)}]`],
    ['65 levels after a text that ends in a backslash', `["\\\\",${nested(64)}]`],
    ['65 levels after a text with a closing bracket', `["]",${nested(64)}]`],
    ['more than fifty thousand values', `[${'1,'.repeat(50_000)}1]`],
    ['more than fifty thousand empty lists', `[${'[],'.repeat(25_001)}1]`],
    ['only closing brackets', ']]]]'],
  ])('is refused: %s', (_name, text) => {
    expect(problemOf(() => parseJson(text))).toBe('malformed_body json')
  })

  test('may hold fifty thousand values', () => {
    expect(parseJson(`[${'1,'.repeat(49_998)}1]`)).toHaveLength(49_999)
  })

  test('may be 64 levels deep', () => {
    expect(JSON.stringify(parseJson(nested(64)))).toBe(nested(64))
  })

  test('leaves __proto__ a name like any other', () => {
    const value = parseJson('{"__proto__":{"polluted":true}}') as object
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('flat parameters', () => {
  test.each<[string, Record<string, string>]>([
    ['', {}],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=1&a=2', { a: '2' }],
    ['a', { a: '' }],
    ['a=', { a: '' }],
    ['=1', { '': '1' }],
    ['a=b=c', { a: 'b=c' }],
    ['a=x+y%20z', { a: 'x y z' }],
    ['a=%2B1', { a: '+1' }],
    ['%61=%F0%9F%98%80', { a: '😀' }],
    ['a[b]=1', { 'a[b]': '1' }],
    ['__proto__=1&a=2', JSON.parse('{"__proto__":"1","a":"2"}') as Record<string, string>],
    ['constructor=1', { constructor: '1' }],
  ])('%j', (text, values) => {
    expect(parseFlat(text)).toEqual(values)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test.each(['a=%', 'a=%zz', 'a=%ff', '%e4=1', 'a=100%&b=%20'])('with broken escapes are refused: %j', (text) => {
    expect(problemOf(() => parseFlat(text))).toBe('malformed_body escape')
    expect(problemOf(() => parseNested(`${text}&c[d]=1`))).toBe('malformed_body escape')
  })
})

describe('parameters without end are refused before any is read:', () => {
  test.each<[string, string, string]>([
    ['ten thousand', `${'a&'.repeat(10_000)}a`, 'malformed_body parameters'],
    ['more than four million characters', `a=${'x'.repeat(4 * 1024 * 1024)}`, 'too_large'],
    ['the same with brackets', `${'a[b]&'.repeat(10_000)}a`, 'malformed_body parameters'],
  ])('%s', (_name, text, problem) => {
    expect(problemOf(() => parseFlat(text))).toBe(problem)
    expect(problemOf(() => parseNested(text))).toBe(problem)
  })

  test('ten thousand of them are read', () => {
    expect(Object.keys(parseFlat(Array.from({ length: 10_000 }, (_, index) => `a${index}`).join('&')))).toHaveLength(
      10_000,
    )
  })
})

test('text that is larger than can be read in one go is too large, whatever the dialect lets in', () => {
  expect(problemOf(() => textOf(request({ body: Buffer.alloc(6 * 1024 * 1024 + 1, ' ') })))).toBe('too_large')
  expect(textOf(request({ body: Buffer.alloc(6 * 1024 * 1024, ' ') }))).toHaveLength(6 * 1024 * 1024)
})

describe('nested parameters', () => {
  test.each<[string, unknown]>([
    ['a=1', { a: '1' }],
    ['a[b]=1&a[c]=2', { a: { b: '1', c: '2' } }],
    ['a%5Bb%5D=1', { a: { b: '1' } }],
    ['a%5bb%5d=1', { a: { b: '1' } }],
    ['a[]=1&a[]=2', { a: ['1', '2'] }],
    ['a[0]=x&a[1]=y', { a: ['x', 'y'] }],
    ['a[0][b]=x&a[1][b]=y', { a: [{ b: 'x' }, { b: 'y' }] }],
    ['a[b]=x+y', { a: { b: 'x y' } }],
    ['a=1&a=2&b[c]=1&b[c]=2', { a: '2', b: { c: '2' } }],
    ['a%5B%5D=1&a%5B%5D=1', { a: ['1', '1'] }],
    ['a[0]=x&a[]=y&a[b]=z', { a: { 0: 'x', 1: 'y', b: 'z' } }],
    ['a[1]=x&a[0]=y&a[]=z', { a: ['y', 'x', 'z'] }],
    ['a[][b]=x&a[][b]=y', { a: [{ b: 'x' }, { b: 'y' }] }],
    ['a[7]=x', { a: { 7: 'x' } }],
    ['a[b]=x&a=y', { a: 'y' }],
    ['a=y&a[b]=x', { a: { b: 'x' } }],
    ['a&&b[c]', { a: '', b: { c: '' } }],
    ['a[b=1&c]=2&d[e]f=3', { 'a[b': '1', 'c]': '2', 'd[e]f': '3' }],
    ['a[constructor]=1&a[toString]=2&a[__proto__]=3', { a: { constructor: '1', toString: '2' } }],
  ])('%j', (text, values) => {
    expect(parseNested(text)).toEqual(values)
  })

  test.each([
    'a[__proto__][polluted]=1',
    '__proto__[polluted]=1',
    'a[constructor][prototype][polluted]=1',
    'constructor[prototype][polluted]=1',
    '__proto__[toString]=1&a[b]=1',
    'toString[a]=1',
    'hasOwnProperty=1&a[b]=2',
    `a${'[b]'.repeat(16)}=1`,
    `${'a[b]=1&'.repeat(4999)}c=1`,
    `a[${'9'.repeat(20)}]=1`,
    'a[=1',
    'a]=1&b[]]=2',
    '[]=1',
    '[a]=1',
  ])('that are meant to do harm do none: %.40j', (text) => {
    const values = parseNested(text)
    expect(typeof values).toBe('object')
    expect(JSON.stringify(values).length).toBeLessThan(1_000_000)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(JSON.stringify({})).toBe('{}')
  })

  test.each([
    ['seventeen levels', `a${'[b]'.repeat(17)}=1`],
    ['a hundred thousand levels', `a${'[b]'.repeat(100_000)}=1`],
    ['brackets that are never closed', `a${'['.repeat(100_000)}=1`],
    ['more than ten thousand parameters', `${'a&'.repeat(10_000)}b[c]=1`],
    ['more than five thousand objects', Array.from({ length: 400 }, (_, at) => `a${at}${'[b]'.repeat(16)}`).join('&')],
    ['millions of them', 'a&'.repeat(2_000_000)],
  ])('are refused: %s', (_name, text) => {
    expect(problemOf(() => parseNested(text))).toBe('malformed_body parameters')
  })
})

test.each([
  [undefined, ''],
  ['application/json', 'application/json'],
  ['Application/JSON; charset=utf-8', 'application/json'],
  [' text/plain ;x', 'text/plain'],
])('the media type of %j is %j', (header, type) => {
  expect(mediaType(request({ headers: { 'content-type': header } }))).toBe(type)
})
