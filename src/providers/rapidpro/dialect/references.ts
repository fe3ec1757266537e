import * as Type from 'typebox'
import { type BodyField, type Read, isObject, refuse, value } from './fields.ts'
import type { RapidproCall } from './caller.ts'
import { LIMITS } from './limits.ts'
import { textOf } from './python.ts'
import { SENTENCES } from './sentences.ts'

/**
 * Finds what a reference names in the caller's workspace; answers a sentence where the row will not do.
 * @param raw the key as it was sent, for whom `12` is another key than `"12"`
 */
export type Find<R> = (call: RapidproCall, key: string, raw: unknown) => R | undefined | { refused: string }

/** A list takes so many unless said. */
const MOST = 100

/** The name of a row somewhere else; empty text counts as null. */
export const reference = <R extends object>(find: Find<R>, description: string): BodyField<R> => ({
  ...value(Type.String({ description }), (raw, path, issues, call) => {
    if (raw === '') return refuse(issues, path, SENTENCES.null)
    return resolve(find, raw, path, issues, call)
  }),
  emptyIsNull: true,
})

/**
 * Many of them. Only the first bad one is reported, without its index; the cap is looked at first, and an object stands
 * for the list of its keys.
 */
export const references = <R extends object>(find: Find<R>, description: string, most = MOST): BodyField<R[]> =>
  value(
    Type.Array(Type.String({ description }), { maxItems: most }),
    (raw, path, issues, call) => {
      const items: readonly unknown[] | undefined = Array.isArray(raw)
        ? raw
        : isObject(raw)
          ? Object.keys(raw)
          : undefined
      if ((items?.length ?? 0) > most || (typeof raw === 'string' && raw.length > most))
        return refuse(issues, path, SENTENCES.tooMany(most))
      if (!items) return refuse(issues, path, SENTENCES.notList(raw))
      const before = issues.length
      const found: R[] = []
      for (const item of items) {
        const row =
          item === null || item === '' ? refuse(issues, path, SENTENCES.null) : resolve(find, item, path, issues, call)
        if (issues.length > before) break
        found.push(row)
      }
      return found
    },
    'list',
  )

function resolve<R extends object>(find: Find<R>, ...[raw, path, issues, call]: Parameters<Read<R>>): R {
  // To Python a boolean is an integer, a fraction is not.
  if (typeof raw !== 'string' && typeof raw !== 'boolean' && typeof raw !== 'bigint')
    return refuse(issues, path, SENTENCES.referenceType)
  const key = textOf(raw)
  const found = key.length > LIMITS.reference ? undefined : find(call, key, raw)
  if (!found) return refuse(issues, path, SENTENCES.noSuchObject(raw))
  return 'refused' in found ? refuse(issues, path, found.refused) : found
}
