import type { TSchema } from 'typebox'
import * as fc from 'fast-check'
import { keywordsOf } from '../../src/core/schema-keywords.ts'
import type { Endpoint } from '../../src/http/endpoint.ts'
import type { Field, Fields } from '../../src/http/field.ts'
import type { BareCall } from './bare-simulator.ts'

// Calls to an endpoint as fast-check's arbitraries: some nearly good ones, so that they get past the first check, and
// some in which anything stands anywhere.

/** Texts that have broken something somewhere before. */
export const HOSTILE = [
  '',
  ' ',
  '0',
  '-0',
  '-1',
  '1.5',
  '00',
  '1e3',
  '1e400',
  '0x10',
  '0b1',
  'NaN',
  'Infinity',
  '9007199254740993',
  'null',
  'true',
  'True',
  'undefined',
  '[]',
  '{}',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
  'length',
  '\u0000',
  '\ud800',
  '\udc00x',
  '\u202e',
  '\ufeff',
  '😀'.repeat(50),
  'é\u0301',
  '\r\n',
  'a\nb: c',
  '"',
  '\\',
  '<',
  '&',
  '%',
  '%zz',
  '%00',
  '../../etc/passwd',
  '@contact.name',
  '@(1/0)',
  '@(',
  '[[contact.name]]',
  '[[',
  '${1}',
  '<!ENTITY',
  '(a+)+$',
  '[['.repeat(50),
  '2026-01-01',
  '2026-13-45T99:99:99Z',
  '-000001-01-01',
  '+010000-01-01',
  '9999-12-31T23:59:59-23:59',
  '0000-00-00',
  '1e21',
  '253402300800',
  'x'.repeat(161),
  'x'.repeat(1601),
  'x'.repeat(5000),
  'P1D',
  'PT1H',
  'P99999999D',
  '-PT1S',
]

/** Texts that mean something to one of the platforms. */
const MEANT = [
  '+250788123123',
  '250788123123',
  '0788123123',
  '+16505550123',
  '4155550100',
  '+14155550100',
  '12345',
  'tel:+250788123123',
  'tel:0788123123',
  'mailto:a@b.test',
  'viber:x y',
  'ext:1',
  '+250788123123<+250788123124',
  'Joe',
  'eng',
  'RW',
  'US',
  'http://127.0.0.1:9/hook',
  'https://example.test/a.png',
  'http://',
  'ftp://x',
  'javascript:1',
  'data:image/png;base64,AAAA',
  'sent',
  'delivered',
  'queued',
  'inbox',
  'incoming',
  'outgoing',
  'sms',
  'mms',
  'call',
  'desc',
  'asc',
  'telerivet',
  'plivo.sendMessage',
  '2026-01-01T00:00:00Z',
  '2026-01-01 00:00:00',
  '1767225600',
  '00000000-0000-4000-8000-000000000000',
  'cD0y',
  'bz0w',
  'F1',
  'default',
]

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...MEANT) },
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)

const number = fc.oneof(
  fc.constantFrom(0, -0, -1, 1, 1.5, 1e21, 1e308, -1e308, 2 ** 31, 2 ** 53, -(2 ** 53), 253_402_300_800, 0.1),
  fc.integer({ min: -5, max: 2000 }),
)

const anything: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    number,
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
})).value

/** A value that a schema allows, more or less. */
function like(schema: TSchema): fc.Arbitrary<unknown> {
  const {
    const: fixed,
    enum: words,
    anyOf,
    oneOf,
    allOf,
    type,
    items,
    properties,
    minimum,
    maximum,
  } = keywordsOf(schema)
  if (fixed !== undefined) return fc.constant(fixed)
  if (words) return fc.constantFrom(...words)
  const choices = anyOf ?? oneOf ?? allOf
  if (choices) return fc.oneof(...choices.map(like))
  if (type === 'integer' || type === 'number') {
    const min = Math.max(minimum ?? 0, -1000)
    return fc.integer({ min: Math.ceil(min), max: Math.floor(Math.max(min, Math.min(maximum ?? 1000, 100_000))) })
  }
  if (type === 'boolean') return fc.constantFrom(true, false, 'true', '1', 0)
  if (type === 'array') return fc.array(items ? like(items) : text, { maxLength: 4 })
  if (type === 'object') {
    if (!properties) return fc.dictionary(text, anything, { maxKeys: 3 })
    return fc.record(Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, like(one)])), {
      requiredKeys: [],
    })
  }
  return text
}

const valueOf = (field: Field): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 3, arbitrary: like(field.schema) }, { weight: 2, arbitrary: anything })

const NAMES = [
  '__proto__',
  'constructor',
  'count',
  'page_size',
  'marker',
  'cursor',
  'offset',
  'limit',
  'api_key',
  'a[b]',
  '',
]

const named = (fields: Fields, needed: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> => {
  const own = fc.record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, valueOf(field)])), {
    requiredKeys: [],
  })
  const few = fc.shuffledSubarray(Object.keys(fields), { maxLength: Math.min(2, Object.keys(fields).length) })
  const stray = fc.dictionary(fc.constantFrom(...NAMES), anything, { maxKeys: 1 })
  return fc
    .tuple(own, few, stray, fc.constantFrom(true, true, true, false))
    .map(([values, some, strays, complete]) => ({
      ...(complete ? needed : {}),
      ...Object.fromEntries(some.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]])),
      ...strays,
    }))
}

const SUFFIXES = ['[]', '[x]', '[min]', '[max]', '[ne]', '[exists]', '[a][b]', '__lt', '__gte', '[', '[0]', '.eng']

const suffix = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom(...SUFFIXES) },
)

/** Names and values as a query string or form has them, nested names in brackets or spoilt. */
const asForm = (values: Record<string, unknown>, end: string): string => {
  const pairs = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    Array.isArray(value)
      ? value.map((one): [string, string] => [name + end, written(one)])
      : [[name + end, written(value)]],
  )
  return new URLSearchParams(pairs.map(([name, value]): [string, string] => [wellFormed(name), value])).toString()
}

/** Half a pair of surrogates cannot be written in UTF-8. */
const wellFormed = (given: string): string => Buffer.from(given).toString()

const written = (value: unknown): string =>
  wellFormed(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

const form = (values: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.tuple(values, suffix).map(([all, end]) => asForm(all, end)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('a', '=', '&&', '%', 'a=%ff', 'a[b=1', 'a=1&a=2', 'a[b]=1&'.repeat(200)),
    },
  )

const BOUNDARY = 'frontier'

const multipart = (values: Record<string, unknown>, broken: string): string =>
  `${Object.entries(values)
    .map(
      ([name, value]) =>
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name.replace(/["\r\n]/g, '')}"${broken === 'file' ? '; filename="a.png"' : ''}\r\n\r\n${written(value)}\r\n`,
    )
    .join('')}${broken === 'cut off' ? '' : `--${BOUNDARY}--\r\n`}`

const typed = (type: string) => (body: string) => ({ body, headers: { 'content-type': type } })

function bodyOf(fields: Fields, needed: Record<string, unknown>): fc.Arbitrary<Pick<BareCall, 'body' | 'headers'>> {
  const values = named(fields, needed)
  const json = fc.oneof(
    { weight: 12, arbitrary: values.map((all) => JSON.stringify(all)) },
    { weight: 1, arbitrary: anything.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.constantFrom('', 'null', '[]', '{', '""', '{"a":1}{', '['.repeat(70), '\ufeff{}') },
  )
  return fc.oneof(
    { weight: 8, arbitrary: json.map(typed('application/json')) },
    { weight: 3, arbitrary: form(values).map(typed('application/x-www-form-urlencoded')) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(values, fc.constantFrom('whole', 'file', 'cut off'))
        .map(([all, broken]) => multipart(all, broken))
        .map(typed(`multipart/form-data; boundary=${BOUNDARY}`)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          json,
          fc.constantFrom('', 'text/plain', '__proto__', 'application/json; charset=utf-16', 'multipart/form-data'),
        )
        .map(([body, type]) => typed(type)(body)),
    },
  )
}

/** Calls to one endpoint. @param needed a good call's parameters @param names what may stand for each `{name}` of its path */
export function anyCallTo(
  endpoint: Endpoint,
  needed: { query: Record<string, unknown>; body: Record<string, unknown> },
  names: (parameter: string) => readonly string[],
): fc.Arbitrary<BareCall> {
  const parameters = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const path = fc.tuple(
    ...parameters.map((parameter) =>
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...names(parameter)) },
        {
          weight: 1,
          arbitrary: text.map((one) => encodeURIComponent(wellFormed(one))).filter((one) => one !== '' && one !== '..'),
        },
      ),
    ),
  )
  const query = (endpoint.query ?? {}) as Fields
  return fc
    .record({
      path,
      query: form(named(query, needed.query)),
      body: bodyOf((endpoint.body ?? {}) as Fields, needed.body),
    })
    .map((call) => {
      let at = 0
      return {
        method: endpoint.method.toUpperCase(),
        path: endpoint.path.replace(/\{\w+\}/g, () => String(call.path[at++])),
        query: call.query,
        ...(endpoint.method === 'get' || endpoint.method === 'delete' ? {} : call.body),
      }
    })
}
