import type { Call } from '../../../http/call.ts'
import { mediaType, parseJson, textOf } from '../../../http/body.ts'
import { nest, parseNested } from '../../../http/nested-names.ts'
import { Problem } from '../../../http/problem.ts'

/** The query string as nested names and values, without the API key: it is never a filter. */
export function parseQuery({ request }: Call): Record<string, unknown> {
  return withoutKey(parseNested(request.query))
}

/**
 * The body as an object. Of calls without arguments the clients send nothing, `null`, `[]` or `{}`, with or without a
 * content type. @throws Problem
 */
export function parseBody({ request }: Call): Record<string, unknown> {
  const text = textOf(request).trim()
  if (text === '') return {}
  const read = READERS.get(mediaType(request))
  if (!read) throw new Problem('unsupported_media')
  return withoutKey(read(text))
}

const READERS = new Map<string, (text: string) => Record<string, unknown>>([
  ['application/json', jsonObject],
  ['application/x-www-form-urlencoded', parseNested],
  ['', (text) => (/^[[{]|^null$/.test(text) ? jsonObject(text) : parseNested(text))],
])

function jsonObject(text: string): Record<string, unknown> {
  const value = parseJson(text)
  if (value === null || (Array.isArray(value) && value.length === 0)) return {}
  if (typeof value !== 'object' || Array.isArray(value))
    throw new Problem('malformed_body', 'The body has to be one JSON object.')
  if (HALF.test(text) && holdsHalf(value))
    throw new Problem('malformed_body', 'The JSON escapes half of a surrogate pair, which is no character.')
  return nestFlatNames(value as Record<string, unknown>)
}

/** Half of a pair can be escaped in JSON, but no form could carry it on to a webhook. */
const holdsHalf = (value: unknown): boolean =>
  typeof value === 'string'
    ? /\p{Surrogate}/u.test(value)
    : typeof value === 'object' && value !== null && Object.entries(value).some((pair) => pair.some(holdsHalf))

/** What such an escape begins with; whole pairs do so too. */
const HALF = /\\u[dD][89a-fA-F]/

/** A hand-made call may write `{"vars[foo]": 1}` for `{"vars": {"foo": 1}}`. */
const nestFlatNames = (input: Record<string, unknown>): Record<string, unknown> =>
  Object.keys(input).some((name) => name.includes('[')) ? nest(pairsOf(input)) : input

/** One by one: of too many no more are looked at than have to be. */
function* pairsOf(input: Record<string, unknown>): Generator<[name: string, value: unknown]> {
  for (const name of Object.keys(input)) yield [name, input[name]]
}

function withoutKey(input: Record<string, unknown>): Record<string, unknown> {
  if (Object.hasOwn(input, 'api_key')) delete input.api_key
  return input
}
