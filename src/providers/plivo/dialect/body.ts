import { mediaType, parseFlat, parseJson, parseNested, textOf } from '../../../http/body.ts'
import type { Call } from '../../../http/call.ts'
import { Problem } from '../../../http/problem.ts'

/** JSON is what the documents ask for; forms are taken as well. */
export function parseBody(call: Call): Record<string, unknown> {
  const type = mediaType(call.request)
  if (type === 'multipart/form-data')
    throw new Problem('unsupported_media', 'multipart/form-data is for media uploads only')
  const text = textOf(call.request)
  if (text.trim() === '') return {}
  if (type === 'application/x-www-form-urlencoded') return parseNested(text)
  const value = parseJson(text)
  // Node's client sends the two characters "" where it has nothing to say.
  if (value === null || value === '') return {}
  if (typeof value !== 'object' || Array.isArray(value))
    throw new Problem('malformed_body', 'invalid JSON was sent: it has to be an object')
  return value as Record<string, unknown>
}

export const parseQuery = (call: Call): Record<string, unknown> => parseFlat(call.request.query)
