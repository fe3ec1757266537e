import { OPERATORS } from './operators.ts'
import type { Condition, ListQuery, Page } from './query.ts'
import type { Row } from './row.ts'
import { type SortedRows, sortValue } from './sorted-rows.ts'

/** Filters, and cuts a page. The rows come sorted as the query wants them; nothing is copied but the page. */
export function runQuery<R extends Row>(sorted: SortedRows<R>, query: ListQuery, where: readonly Condition[]): Page<R> {
  const { rows } = sorted
  const matches = testAll(where)
  const step = query.descending ? -1 : 1
  const start = startOf(sorted, query)
  const page: R[] = []
  let skip = query.skip ?? 0
  let more = false
  for (let at = start; at >= 0 && at < rows.length; at += step) {
    const row = rows[at]!
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
    total: query.count ? countMatches(rows, matches) : 0,
    last: last && { value: sorted.field === undefined ? null : sortValue(last, sorted.field), sequence: last.sequence },
  }
}

function startOf<R extends Row>(sorted: SortedRows<R>, query: ListQuery): number {
  if (query.descending) return query.beyond ? sorted.lastBefore(query.beyond) : sorted.rows.length - 1
  return query.beyond ? sorted.firstBeyond(query.beyond) : 0
}

function countMatches<R extends Row>(rows: readonly R[], matches: ((row: R) => boolean) | undefined): number {
  if (!matches) return rows.length
  let count = 0
  for (const row of rows) if (matches(row)) count++
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
  const { field } = condition
  const test = OPERATORS[condition.is](condition.value)
  if (typeof field === 'string') return (row) => test((row as unknown as Record<string, unknown>)[field])
  const [outer, inner] = field
  return (row) => {
    const object = (row as unknown as Record<string, Record<string, unknown> | null | undefined>)[outer]
    return test(object && Object.hasOwn(object, inner) ? object[inner] : undefined)
  }
}
