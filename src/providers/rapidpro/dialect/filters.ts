import * as Type from 'typebox'
import type { Condition } from '../../../core/store/query.ts'
import { type Field, field, optional } from '../../../http/field.ts'
import type { Issue, Path } from '../../../http/problem.ts'
import { uuidIn } from './ids.ts'
import { IN_URL } from './problems.ts'
import { integerOf } from './python.ts'
import { parseTime } from './times.ts'

/** A parameter without a value counts as left out, but for numbers. */
const given = <T>(inner: Field<T>): Field<T | undefined> =>
  optional({
    ...inner,
    read: (raw, path, issues, call) => (raw === '' ? (undefined as T) : inner.read(raw, path, issues, call)),
  })

/** A parameter that names a row, which empty text does as well: it names none. */
export const lookupParameter = (description: string): Field<string | undefined> =>
  optional(field(Type.String({ description }), (raw) => String(raw)))

/** @param words those that mean something; others find nothing */
export const textFilter = (description: string, words?: readonly string[]): Field<string | undefined> =>
  given(field(Type.String({ description, ...(words && { enum: [...words] }) }), (raw) => String(raw)))

/** A parameter that may be there several times: all of its values that are not empty, known words or not. */
export const repeatedFilter = (description: string, words?: readonly string[]): Field<string[] | undefined> =>
  optional(
    field(Type.Array(Type.String(words && { enum: [...words] }), { description }), (raw) => {
      const values = (raw as string[]).filter((value) => value !== '')
      return values.length > 0 ? values : (undefined as never)
    }),
  )

export const choiceFilter = (words: readonly string[], description: string): Field<string | undefined> =>
  given(field(Type.String({ description, enum: [...words] }), (raw) => String(raw).toLowerCase()))

/** A parameter that names a row by its number. */
export const integerLookup = (description: string): Field<string | undefined> =>
  optional(field(Type.Integer({ description }), (raw, path, issues) => String(integerInUrl(raw, path, issues))))

/** A number, of which 0 filters nothing: to Python it is as good as none. */
export const integerFilter = (description: string): Field<number | undefined> =>
  optional(field(Type.Integer({ description }), (raw, path, issues) => integerInUrl(raw, path, issues) || undefined))

function integerInUrl(raw: unknown, path: Path, issues: Issue[]): number | undefined {
  const number = integerOf(String(raw))
  if (number === undefined)
    issues.push({ path, rule: IN_URL, message: `Value for ${String(path[0])} must be an integer` })
  return number
}

const uuidField = (description: string): Field<string> =>
  field(Type.String({ description, format: 'uuid' }), (raw, path, issues) => {
    const uuid = uuidIn(String(raw))
    if (uuid === undefined)
      issues.push({ path, rule: IN_URL, message: `Value for ${String(path[0])} must be a valid UUID` })
    return uuid as string
  })

/** A uuid that has to be one; resources whose rows are looked up by text take `textFilter` instead. */
export const uuidFilter = (description: string): Field<string | undefined> => given(uuidField(description))

/** The same of a parameter that names the row to change; others take `lookupParameter`. */
export const uuidParameter = (description: string): Field<string | undefined> => optional(uuidField(description))

const TRUE = new Set(['true', 'y', 'yes', '1'])

/** Everything but the words for yes is no. */
export const truthFilter = (description: string): Field<boolean | undefined> =>
  given(field(Type.Boolean({ description }), (raw) => TRUE.has(String(raw).toLowerCase())))

/** A moment in microseconds; NaN where it is none, so that nothing lies before or after it. */
export const timeFilter = (description: string): Field<number | undefined> =>
  given(field(Type.String({ description, format: 'date-time' }), (raw) => parseTime(String(raw)) ?? NaN))

export const timeFilters = (what: string) => ({
  before: timeFilter(`Only rows with \`${what}\` at this moment or earlier.`),
  after: timeFilter(`Only rows with \`${what}\` at this moment or later.`),
})

/** Both bounds are inclusive. */
export function timeConditions(
  name: string,
  { before, after }: { before?: number | undefined; after?: number | undefined },
): Condition[] {
  const conditions: Condition[] = []
  if (before !== undefined) conditions.push({ field: name, is: 'atMost', value: before })
  if (after !== undefined) conditions.push({ field: name, is: 'atLeast', value: after })
  return conditions
}
