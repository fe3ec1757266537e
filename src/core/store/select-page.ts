import type { ListQuery, Page, Position } from './query.ts'
import type { Row } from './row.ts'
import { compare, sortValue } from './sorted-rows.ts'
import type { Sorted } from './sorted.ts'
import type { Table } from './table.ts'

/** A row and where it stands in the order. */
interface Candidate<R extends Row> extends Position {
  row: R
}

/**
 * One page in an order that nobody keeps at hand: the few rows that it shows are picked in one pass, which takes a tenth of
 * the time of sorting all of them. The rows may come in any order.
 */
export function selectPage<R extends Row>(
  candidates: Sorted,
  table: Table<R>,
  query: ListQuery & { sort: string },
  matches: ((row: R) => boolean) | undefined,
): Page<R> {
  const { sort, beyond, skip = 0, take, descending = false } = query
  const sign = descending ? -1 : 1
  // Whether the first stands later in the list than the second.
  const isLater = (a: Position, b: Position) => sign * compare(a.value, a.sequence, b.value, b.sequence) > 0
  const picked = new Picked<R>(skip + take + 1, isLater)
  let total = 0
  for (const sequence of candidates.walk(false)) {
    const row = table.at(sequence)!
    if (matches && !matches(row)) continue
    total++
    const candidate = { row, value: sortValue(row, sort), sequence: row.sequence }
    if (!beyond || isLater(candidate, beyond)) picked.offer(candidate)
  }
  const best = picked.inOrder().slice(skip)
  const page = best.slice(0, take)
  const last = page.at(-1)
  return {
    rows: page.map(({ row }) => row),
    more: best.length > take,
    total: query.count ? total : 0,
    last: last && { value: last.value, sequence: last.sequence },
  }
}

/** The first so many of all candidates that were offered, as a heap with the last of them on top. */
class Picked<R extends Row> {
  readonly #heap: Candidate<R>[] = []

  constructor(
    readonly most: number,
    readonly isLater: (a: Position, b: Position) => boolean,
  ) {}

  offer(candidate: Candidate<R>): void {
    if (this.#heap.length < this.most) this.#rise(candidate)
    else if (this.isLater(this.#heap[0]!, candidate)) this.#sink(candidate)
  }

  inOrder(): Candidate<R>[] {
    return this.#heap.toSorted((a, b) => (this.isLater(a, b) ? 1 : -1))
  }

  #rise(candidate: Candidate<R>): void {
    const heap = this.#heap
    let at = heap.push(candidate) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.isLater(candidate, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = candidate
  }

  /** Puts a candidate in the place of the last. */
  #sink(candidate: Candidate<R>): void {
    const heap = this.#heap
    let at = 0
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && this.isLater(heap[child + 1]!, heap[child]!)) child++
      if (!this.isLater(heap[child]!, candidate)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = candidate
  }
}
