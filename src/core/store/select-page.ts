import type { ListQuery, Page, Position } from './query.ts'
import type { Row } from './row.ts'
import { divide, sortedPart } from './sorted-part.ts'
import { compare, sortValue } from './sorted-rows.ts'
import type { Sorted } from './sorted.ts'
import type { Table } from './table.ts'

/** A row and where it stands in the order. */
interface Candidate<R extends Row> extends Position {
  row: R
}

/** So many more than it has to are kept until the last of them are dropped. */
const SLACK = 1000

/**
 * One page in an order that nobody keeps at hand: only the rows that it shows are put in order, and few more are kept on
 * the way. The rows may come in any order.
 */
export function selectPage<R extends Row>(
  candidates: Sorted,
  table: Table<R>,
  query: ListQuery & { sort: string },
  matches: ((row: R) => boolean) | undefined,
): Page<R> {
  const { sort, beyond, skip = 0, take, descending = false } = query
  const sign = descending ? -1 : 1
  const inOrder = (a: Position, b: Position) => sign * compare(a.value, a.sequence, b.value, b.sequence)
  const most = skip + take + 1
  const found: Candidate<R>[] = []
  /** The last of as many as are needed. */
  let last: Position | undefined
  let total = 0
  for (const sequence of candidates.walk(false)) {
    const row = table.at(sequence)!
    if (matches && !matches(row)) continue
    total++
    const value = sortValue(row, sort)
    if (last && sign * compare(value, sequence, last.value, last.sequence) > 0) continue
    const candidate = { row, value, sequence }
    if (beyond && inOrder(candidate, beyond) <= 0) continue
    if (found.push(candidate) < 2 * most + SLACK) continue
    divide(found, most, inOrder)
    found.length = most
    last = found.reduce((a, b) => (inOrder(a, b) > 0 ? a : b))
  }
  const page = sortedPart(found, skip, skip + take, inOrder)
  const end = page.at(-1)
  return {
    rows: page.map(({ row }) => row),
    more: found.length > skip + take,
    total: query.count ? total : 0,
    last: end && { value: end.value, sequence: end.sequence },
  }
}
