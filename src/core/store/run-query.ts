import { reading } from './field-path.ts'
import { OPERATORS } from './operators.ts'
import type { Condition, ListQuery, Page } from './query.ts'
import type { Row } from './row.ts'
import { sortValue } from './sorted-rows.ts'
import type { Bounds, Sorted } from './sorted.ts'
import type { Table } from './table.ts'

/** Filters, and cuts a page. The rows come sorted as the query wants them; nothing is copied but the page. */
export function runQuery<R extends Row>(
  sorted: Sorted,
  table: Table<R>,
  query: ListQuery,
  where: readonly Condition[],
): Page<R> {
  const { descending = false, beyond } = query
  const matches = testAll(where)
  const page: R[] = []
  let skip = query.skip ?? 0
  let more = false
  let met = 0
  // A page that begins at the top and a count ask for the same walk.
  const meetsAll = query.count === true && matches !== undefined && beyond === undefined
  for (const sequence of sorted.walk(descending, beyond, boundsOn(sorted.field, where))) {
    const row = table.at(sequence)!
    if (matches && !matches(row)) continue
    met++
    if (skip > 0) skip--
    else if (page.length < query.take) page.push(row)
    else {
      more = true
      if (!meetsAll) break
    }
  }
  const last = page.at(-1)
  return {
    rows: page,
    more,
    total: meetsAll ? met : query.count ? countMatches(sorted, table, matches) : 0,
    last: last && { value: sorted.field === undefined ? null : sortValue(last, sorted.field), sequence: last.sequence },
  }
}

function countMatches<R extends Row>(
  sorted: Sorted,
  table: Table<R>,
  matches: ((row: R) => boolean) | undefined,
): number {
  if (!matches) return sorted.length
  let count = 0
  for (const sequence of sorted.walk(false)) if (matches(table.at(sequence)!)) count++
  return count
}

/** What numbers the field that rows are sorted by has to lie between, where conditions say so: nobody looks at the others. */
function boundsOn(sorted: string | undefined, where: readonly Condition[]): Bounds | undefined {
  if (sorted === undefined) return undefined
  let [least, greatest] = [-Infinity, Infinity]
  for (const { field, is, value } of where) {
    if (field !== sorted || typeof value !== 'number') continue
    if (Number.isNaN(value)) return NOWHERE
    if (is === 'atLeast' || is === 'above') least = Math.max(least, value)
    else if (is === 'atMost' || is === 'below') greatest = Math.min(greatest, value)
  }
  return least === -Infinity && greatest === Infinity ? undefined : { least, greatest }
}

/** Where nothing can be: no number is more or less than one that is none. */
const NOWHERE: Bounds = { least: Infinity, greatest: -Infinity }

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
