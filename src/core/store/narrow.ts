import { nameOf } from './field-path.ts'
import type { Operator } from './operators.ts'
import type { Condition } from './query.ts'
import type { IndexedBy, RowIndex } from './row-index.ts'
import { type Sorted, ascending, together } from './sorted.ts'

export const NOTHING = Symbol('no row can match')

type IndexOn = (by: IndexedBy, name: string) => RowIndex | undefined

/** The candidates that a condition leaves, in the order in which they came to be. */
interface Narrowed {
  by: Condition
  candidates: Sorted
}

/**
 * The smallest set of candidates that a condition on an indexed field gives; undefined where none is indexed. All of them
 * meet that condition.
 * @param placeOf the sequence of the row of an id
 * @param indexOn the index on a field, if there is one
 */
export function narrow(
  where: readonly Condition[],
  placeOf: (id: string) => number | undefined,
  indexOn: IndexOn,
): Narrowed | typeof NOTHING | undefined {
  let best: { by: Condition; lists: readonly (readonly number[])[]; many: number } | undefined
  for (const by of where) {
    const lists = by.field === 'id' ? placesOf(by, placeOf) : listsOf(by, indexOn)
    if (!lists) continue
    const many = lists.reduce((sum, { length }) => sum + length, 0)
    if (many === 0) return NOTHING
    if (!best || many < best.many) best = { by, lists, many }
  }
  if (!best) return undefined
  const [first, ...others] = best.lists
  return { by: best.by, candidates: others.length === 0 ? ascending(first!) : together(best.lists, best.many) }
}

/** The same for a condition on the id itself. */
function placesOf(
  { is, value }: Condition,
  placeOf: (id: string) => number | undefined,
): readonly (readonly number[])[] | undefined {
  if (INDEX_FOR[is] !== 'value') return undefined
  const places = valuesOf(is, value).flatMap((id) => placeOf(id as string) ?? [])
  return [places.sort((a, b) => a - b)]
}

/** Each value that a condition allows, once. */
const valuesOf = (is: Operator, value: unknown): unknown[] =>
  is === 'oneOf' ? [...new Set(value as Iterable<unknown>)] : [value]

/** The lists of rows, ascending and apart from each other, that an index has for a condition. */
function listsOf({ field, is, value }: Condition, indexOn: IndexOn): readonly (readonly number[])[] | undefined {
  const by = INDEX_FOR[is]
  const index = by && indexOn(by, nameOf(field))
  if (!index || value === undefined) return undefined
  const values = valuesOf(is, value)
  if (!values.every((one) => index.knows(one))) return undefined
  return values.map((one) => index.get(one)).filter(({ length }) => length > 0)
}

/** Which kind of index knows the answer to a condition. */
const INDEX_FOR: { readonly [O in Operator]?: IndexedBy } = {
  equals: 'value',
  oneOf: 'value',
  includes: 'member',
  matches: 'text',
}
