import type { Position, SortValue } from './query.ts'
import type { Row } from './row.ts'

/** Rows kept in the order of (value of a field, sequence); without a field, in the order of coming to be. */
export class SortedRows<R extends Row> {
  readonly rows: R[] = []

  constructor(readonly field: string | undefined) {}

  add(row: R): void {
    const last = this.rows.at(-1)
    // A new row among rows in the order of coming to be, which most additions are.
    if (this.field === undefined && (!last || last.sequence < row.sequence)) {
      this.rows.push(row)
      return
    }
    const at = this.#startOf(this.#valueOf(row), row.sequence)
    if (at === this.rows.length) this.rows.push(row)
    else this.rows.splice(at, 0, row)
  }

  /** Adds many rows in one go. */
  addAll(rows: readonly R[]): void {
    for (const row of rows) this.rows.push(row)
    this.rows.sort((a, b) => compare(this.#valueOf(a), a.sequence, this.#valueOf(b), b.sequence))
  }

  /** Takes a row out, found by the value that it was sorted under. */
  remove(row: R, value: SortValue = this.#valueOf(row)): void {
    const at = this.#startOf(value, row.sequence)
    if (this.rows[at] === row) this.rows.splice(at, 1)
  }

  /** Takes many rows out, going through all once. */
  removeAll(gone: ReadonlySet<R>): void {
    let kept = 0
    for (const row of this.rows) if (!gone.has(row)) this.rows[kept++] = row
    this.rows.length = kept
  }

  /** Index of the first row beyond a place, going up. */
  firstBeyond(place: Position): number {
    return this.#startOf(place.value, place.sequence + 1)
  }

  /** Index of the last row before a place, going down; -1 where there is none. */
  lastBefore(place: Position): number {
    return this.#startOf(place.value, place.sequence) - 1
  }

  /** Index of the first row whose (value, sequence) is not less. */
  #startOf(value: SortValue, sequence: number): number {
    let low = 0
    let high = this.rows.length
    if (high > 0 && compare(this.#valueOf(this.rows[high - 1]!), this.rows[high - 1]!.sequence, value, sequence) < 0)
      return high
    while (low < high) {
      const middle = (low + high) >> 1
      const row = this.rows[middle]!
      if (compare(this.#valueOf(row), row.sequence, value, sequence) < 0) low = middle + 1
      else high = middle
    }
    return low
  }

  #valueOf(row: R): SortValue {
    return this.field === undefined ? null : sortValue(row, this.field)
  }
}

/** A field as something that can be sorted: text whatever its case, no value before any value. */
export function sortValue(row: Row, field: string): SortValue {
  const value = (row as unknown as Record<string, unknown>)[field]
  if (typeof value === 'number') return value
  if (typeof value === 'string') return value.toLowerCase()
  return value === null || value === undefined ? null : JSON.stringify(value)
}

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
