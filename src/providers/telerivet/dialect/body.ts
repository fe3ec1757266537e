import type { Call } from '../../../http/call.ts'
import { mediaType, parseJson, parseNested, textOf } from '../../../http/body.ts'
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
  return withoutKey(Object.hasOwn(READERS, mediaType(request)) ? READERS[mediaType(request)]!(text) : unsupported())
}

const READERS: Record<string, ((text: string) => Record<string, unknown>) | undefined> = {
  'application/json': jsonObject,
  'application/x-www-form-urlencoded': parseNested,
  '': (text) => (/^[[{]|^null$/.test(text) ? jsonObject(text) : parseNested(text)),
}

const unsupported = (): never => {
  throw new Problem('unsupported_media')
}

function jsonObject(text: string): Record<string, unknown> {
  const value = parseJson(text)
  if (value === null || (Array.isArray(value) && value.length === 0)) return {}
  if (typeof value !== 'object' || Array.isArray(value))
    throw new Problem('malformed_body', 'The body has to be one JSON object.')
  return nestFlatNames(value as Record<string, unknown>)
}

/** A hand-made call may write `{"vars[foo]": 1}` for `{"vars": {"foo": 1}}`. */
function nestFlatNames(input: Record<string, unknown>): Record<string, unknown> {
  if (!Object.keys(input).some((name) => name.includes('['))) return input
  const nested: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(input))
    place(
      nested,
      name.split('[').map((part, index) => (index === 0 ? part : part.replace(/\]$/, ''))),
      value,
    )
  return nested
}

function place(into: Record<string, unknown>, [name, ...rest]: string[], value: unknown): void {
  if (name === undefined || name === '__proto__') return
  if (rest.length === 0) {
    into[name] = value
    return
  }
  const inner = Object.hasOwn(into, name) ? into[name] : undefined
  const object =
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as Record<string, unknown>) : {}
  into[name] = object
  place(object, rest, value)
}

function withoutKey(input: Record<string, unknown>): Record<string, unknown> {
  if (Object.hasOwn(input, 'api_key')) delete input.api_key
  return input
}
