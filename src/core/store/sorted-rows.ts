import { removeBetween } from './ascending.ts'
import { valueOf } from './field-path.ts'
import type { Position, SortValue } from './query.ts'
import type { Row } from './row.ts'
import { type Slices, each, sorted } from '../slices.ts'
import { type Bounds, type Sorted, stepping } from './sorted.ts'
import type { Table } from './table.ts'

/** The sequences of rows, kept in the order of (value of a field, sequence). */
export class SortedRows<R extends Row> implements Sorted {
  #sequences: number[] = []
  /** Whether another world has the same list. */
  #shared = false

  constructor(
    readonly field: string,
    readonly table: Table<R>,
  ) {}

  get length(): number {
    return this.#sequences.length
  }

  walk(descending: boolean, beyond?: Position, bounds?: Bounds): Iterable<number> {
    const start = this.#walkFrom(descending, beyond)
    const last = this.#sequences.at(-1)
    // Texts come last, and are as little or great as the numbers that they show: among them bounds say nothing.
    if (!bounds || last === undefined || typeof sortValue(this.table.at(last)!, this.field) === 'string')
      return stepping(this.#sequences, start, descending)
    const from = this.#startOf(bounds.least, 0)
    const to = this.#startOf(bounds.greatest, Infinity) - 1
    const begin = descending ? Math.min(start, to) : Math.max(start, from)
    return stepping(this.#sequences, begin, descending, from, to)
  }

  /** @param row as it stands in the table */
  add(row: R): void {
    const at = this.#startOf(sortValue(row, this.field), row.sequence)
    const own = this.#own()
    if (at === own.length) own.push(row.sequence)
    else own.splice(at, 0, row.sequence)
  }

  /** Adds many in one go: those that stand there already are walked from the first place that one of these takes. */
  addAll(rows: Iterable<R>): void {
    const added = Array.from(rows, (row) => ({ value: sortValue(row, this.field), sequence: row.sequence })).sort(
      (a, b) => compare(a.value, a.sequence, b.value, b.sequence),
    )
    if (added.length === 0) return
    const start = this.#startOf(added[0]!.value, added[0]!.sequence)
    const after = this.#own().splice(start)
    let at = 0
    for (const { value, sequence } of added) {
      while (at < after.length && isBefore(this.table.at(after[at]!)!, this.field, value, sequence))
        this.#sequences.push(after[at++]!)
      this.#sequences.push(sequence)
    }
    for (; at < after.length; at++) this.#sequences.push(after[at]!)
  }

  /** Holds these and no others. */
  *hold(rows: Iterable<R>): Slices<void> {
    const places: { value: SortValue; sequence: number }[] = []
    yield* each(rows, (row) => places.push({ value: sortValue(row, this.field), sequence: row.sequence }))
    const ordered = yield* sorted(places, (a, b) => compare(a.value, a.sequence, b.value, b.sequence))
    this.#sequences = ordered.map(({ sequence }) => sequence)
    this.#shared = false
  }

  /** Takes a row out that still stands in the table as it was sorted. */
  remove(row: R): void {
    const at = this.#startOf(sortValue(row, this.field), row.sequence)
    if (this.#sequences[at] === row.sequence) this.#own().splice(at, 1)
  }

  /** Takes many out that still stand in the table as they were sorted, going once from the first to the last of them. */
  removeAll(rows: readonly R[]): void {
    const gone = new Set<number>()
    let first: Position | undefined
    let last: Position | undefined
    for (const row of rows) {
      const place = { value: sortValue(row, this.field), sequence: row.sequence }
      gone.add(row.sequence)
      if (!first || isLess(place, first)) first = place
      if (!last || isLess(last, place)) last = place
    }
    if (!first || !last) return
    const from = this.#startOf(first.value, first.sequence)
    removeBetween(this.#own(), gone, from, this.#startOf(last.value, last.sequence + 1))
  }

  /** The same order over another world's table. */
  fork(table: Table<R>): SortedRows<R> {
    const other = new SortedRows(this.field, table)
    other.#sequences = this.#sequences
    other.#shared = this.#shared = true
    return other
  }

  /** Index of the first row beyond a place, going up, or of the last before it, going down; -1 where there is none. */
  #walkFrom(descending: boolean, beyond: Position | undefined): number {
    if (!beyond) return descending ? this.#sequences.length - 1 : 0
    const { value, sequence } = beyond
    return descending ? this.#startOf(value, sequence) - 1 : this.#startOf(value, sequence + 1)
  }

  /** Index of the first row whose (value, sequence) is not less. */
  #startOf(value: SortValue, sequence: number): number {
    let low = 0
    let high = this.#sequences.length
    if (high > 0 && this.#isBefore(high - 1, value, sequence)) return high
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#isBefore(middle, value, sequence)) low = middle + 1
      else high = middle
    }
    return low
  }

  #isBefore(at: number, value: SortValue, sequence: number): boolean {
    return isBefore(this.table.at(this.#sequences[at]!)!, this.field, value, sequence)
  }

  #own(): number[] {
    if (this.#shared) this.#sequences = this.#sequences.slice()
    this.#shared = false
    return this.#sequences
  }
}

/** A field as something that can be sorted: text whatever its case, no value before any value. */
export function sortValue(row: Row, field: string): SortValue {
  const value = valueOf(row, field)
  if (typeof value === 'number') return value
  if (typeof value === 'string') return value.toLowerCase()
  return value === null || value === undefined ? null : JSON.stringify(value)
}

const isBefore = (row: Row, field: string, value: SortValue, sequence: number): boolean =>
  compare(sortValue(row, field), row.sequence, value, sequence) < 0

const isLess = (a: Position, b: Position): boolean => compare(a.value, a.sequence, b.value, b.sequence) < 0

/** Less than zero where (a, aSequence) stands before (b, bSequence). */
export function compare(a: SortValue, aSequence: number, b: SortValue, bSequence: number): number {
  if (a !== b) {
    if (a === null) return -1
    if (b === null) return 1
    if (typeof a === typeof b) return a < b ? -1 : 1
    return typeof a === 'number' ? -1 : 1
  }
  return aSequence - bSequence
}
