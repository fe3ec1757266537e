import { keywordsOf } from '../../../core/schema-keywords.ts'
import { mediaType, parseFlat, parseJson, textOf } from '../../../http/body.ts'
import type { Call } from '../../../http/call.ts'
import type { Fields } from '../../../http/field.ts'
import { parseNested } from '../../../http/nested-names.ts'
import { Problem } from '../../../http/problem.ts'
import { mannersOf } from './manners.ts'
import { readUpload } from './upload.ts'

/** JSON is what the documents ask for; forms are taken as well, and files where they are uploaded. */
export function parseBody(call: Call): Record<string, unknown> | Promise<Record<string, unknown>> {
  return mannersOf(call.endpoint).upload ? readUpload(call) : parseText(call)
}

function parseText(call: Call): Record<string, unknown> {
  const type = mediaType(call.request)
  if (type === 'multipart/form-data')
    throw new Problem('unsupported_media', 'multipart/form-data is for media uploads only')
  const text = textOf(call.request)
  if (text.trim() === '') return {}
  if (type === 'application/x-www-form-urlencoded') return parseForm(text, call.endpoint.body ?? {})
  const value = parseJson(text)
  // Node's client sends the two characters "" where it has nothing to say.
  if (value === null || value === '') return {}
  if (typeof value !== 'object' || Array.isArray(value))
    throw new Problem('malformed_body', 'invalid JSON was sent: it has to be an object')
  return value as Record<string, unknown>
}

/** A form writes a list with brackets, as PHP does, or repeats its name, as Python's requests does. */
function parseForm(text: string, fields: Fields): Record<string, unknown> {
  const values = parseNested(text)
  const pairs = new URLSearchParams(text)
  for (const name in fields) {
    if (keywordsOf(fields[name]!.schema).type !== 'array') continue
    const given = pairs.getAll(name)
    if (given.length > 1) values[name] = given
  }
  return values
}

export const parseQuery = (call: Call): Record<string, unknown> => parseFlat(call.request.query)
