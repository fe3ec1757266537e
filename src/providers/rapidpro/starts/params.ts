import * as Type from 'typebox'
import type { JsonObject } from '../../../core/json.ts'
import { mediaType } from '../../../http/body.ts'
import { type BodyField, isObject, refuse, value } from '../dialect/fields.ts'
import { firstOf } from '../dialect/python.ts'

/** Values that are kept of what is given along with a start, and characters of each text. */
const MOST = { values: 256, text: 640 }

/** Something given along with a start. A form carries it as JSON. */
export const params = (): BodyField<JsonObject> =>
  value(Type.Object({}, { additionalProperties: true }), (raw, path, issues, { request }) => {
    const given = typeof raw === 'string' && mediaType(request) !== 'application/json' ? parsed(raw) : raw
    return isObject(given) ? normal(given) : refuse(issues, path, 'Must be a valid JSON object')
  })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As the platform rewrites it: plain keys, lists as objects by index, nothing as empty text, texts cut, and not too much. */
function normal(given: Record<string, unknown>): JsonObject {
  let left = MOST.values
  const each = (entries: readonly [string, unknown][]): JsonObject => {
    const kept: [string, JsonObject[string]][] = []
    for (const [name, one] of entries) {
      if (left === 0) break
      kept.push([name.replace(/[^a-z0-9_]/gi, '_'), plain(one)])
    }
    return Object.fromEntries(kept)
  }
  const plain = (one: unknown): JsonObject[string] => {
    if (Array.isArray(one)) return each(one.map((item, index) => [String(index), item]))
    if (isObject(one)) return each(Object.entries(one))
    left--
    if (typeof one === 'bigint') return Number(one)
    if (typeof one === 'string') return firstOf(one, MOST.text)
    return typeof one === 'boolean' || typeof one === 'number' ? one : ''
  }
  return each(Object.entries(given))
}
