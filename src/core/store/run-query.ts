import { placeOf } from './ascending.ts'
import { reading } from './field-path.ts'
import { OPERATORS } from './operators.ts'
import type { Condition, ListQuery, Page, Position } from './query.ts'
import type { Row } from './row.ts'
import { sortValue } from './sorted-rows.ts'
import type { Table } from './table.ts'

/** Rows in an order, by their sequences. */
export interface Sorted {
  readonly sequences: readonly number[]
  /** The field whose order it is, if any. */
  readonly field?: string
  firstBeyond(place: Position): number
  lastBefore(place: Position): number
}

/** Rows in the order in which they came to be. */
export const ascending = (sequences: readonly number[]): Sorted => ({
  sequences,
  firstBeyond: ({ sequence }) => placeOf(sequences, sequence + 1),
  lastBefore: ({ sequence }) => placeOf(sequences, sequence) - 1,
})

/** Filters, and cuts a page. The rows come sorted as the query wants them; nothing is copied but the page. */
export function runQuery<R extends Row>(
  sorted: Sorted,
  table: Table<R>,
  query: ListQuery,
  where: readonly Condition[],
): Page<R> {
  const { sequences } = sorted
  const matches = testAll(where)
  const step = query.descending ? -1 : 1
  const start = startOf(sorted, query)
  const page: R[] = []
  let skip = query.skip ?? 0
  let more = false
  for (let at = start; at >= 0 && at < sequences.length; at += step) {
    const row = table.at(sequences[at]!)!
    if (matches && !matches(row)) continue
    if (skip > 0) skip--
    else if (page.length < query.take) page.push(row)
    else {
      more = true
      break
    }
  }
  const last = page.at(-1)
  return {
    rows: page,
    more,
    total: query.count ? countMatches(sequences, table, matches) : 0,
    last: last && { value: sorted.field === undefined ? null : sortValue(last, sorted.field), sequence: last.sequence },
  }
}

function startOf(sorted: Sorted, query: ListQuery): number {
  if (query.descending) return query.beyond ? sorted.lastBefore(query.beyond) : sorted.sequences.length - 1
  return query.beyond ? sorted.firstBeyond(query.beyond) : 0
}

function countMatches<R extends Row>(
  sequences: readonly number[],
  table: Table<R>,
  matches: ((row: R) => boolean) | undefined,
): number {
  if (!matches) return sequences.length
  let count = 0
  for (const sequence of sequences) if (matches(table.at(sequence)!)) count++
  return count
}

/** One test for all conditions, or undefined where there are none. */
export function testAll(where: readonly Condition[]): ((row: Row) => boolean) | undefined {
  if (where.length === 0) return undefined
  const tests = where.map(testOne)
  if (tests.length === 1) return tests[0]
  return (row) => tests.every((test) => test(row))
}

function testOne(condition: Condition): (row: Row) => boolean {
  const test = OPERATORS[condition.is](condition.value)
  const read = reading(condition.field)
  return (row) => test(read(row))
}
