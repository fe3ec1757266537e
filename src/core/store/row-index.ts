import { add, merged, placeOf, remove, removeAll } from './ascending.ts'
import { nameOf, reading } from './field-path.ts'
import { fold } from './operators.ts'
import type { Row } from './row.ts'
import { SharedMap } from './shared-map.ts'
import type { Table } from './table.ts'

/** The rows of one value, by their sequences, and whose the list is alone. */
interface Bucket {
  owner: object
  sequences: number[]
}

/** By the value of a field, by each member of the list that it holds, or by its text whatever the case. */
export type IndexedBy = 'value' | 'member' | 'text'

/**
 * Which rows have a value in a field. What is not there at all is found by nothing, and by its text null is not. It learns
 * of new rows when it is asked, because many are never asked: each would cost every send.
 */
export class RowIndex {
  readonly name: string
  #owner = {}
  #buckets = new SharedMap<unknown, Bucket>()
  /** The sequence of the last row that it knows. */
  #last = 0
  readonly #read: (row: Row) => unknown

  constructor(
    readonly path: string | readonly [string, string],
    readonly by: IndexedBy = 'value',
    /** A value of which no list is kept. */
    readonly unlisted?: unknown,
  ) {
    this.name = nameOf(path)
    this.#read = reading(path)
  }

  /** Whether it has a list of the rows of a value. */
  knows(value: unknown): boolean {
    return this.unlisted === undefined || value !== this.unlisted
  }

  /** The sequences of the rows of a value that it knows, ascending. */
  get(value: unknown): readonly number[] {
    return this.#buckets.get(this.#keyOf(value))?.sequences ?? NONE
  }

  /** Takes in the rows that have come since it was asked last. */
  learn(sequences: readonly number[], table: Table<Row>): void {
    for (let place = placeOf(sequences, this.#last + 1); place < sequences.length; place++)
      this.add(table.at(sequences[place]!)!)
  }

  /** A row that came after all that it knows. */
  add(row: Row): void {
    this.#last = row.sequence
    this.#add(row)
  }

  #add(row: Row): void {
    const value = this.#read(row)
    if (this.by === 'member') for (const member of membersOf(value)) add(this.#own(member), row.sequence)
    else if (this.#isThere(value)) add(this.#own(this.#keyOf(value)), row.sequence)
  }

  remove(row: Row): void {
    if (row.sequence > this.#last) return
    const value = this.#read(row)
    if (this.by === 'member') for (const member of membersOf(value)) this.#removeFrom(member, row.sequence)
    else if (this.#isThere(value)) this.#removeFrom(this.#keyOf(value), row.sequence)
  }

  /** A row takes the place of what it was before. */
  replace(before: Row, after: Row): void {
    if (after.sequence > this.#last) return
    const [was, is] = [this.#read(before), this.#read(after)]
    if (was === is) return
    if (this.by === 'member') return this.#exchange(membersOf(was), membersOf(is), after.sequence)
    this.remove(before)
    this.#add(after)
  }

  /** Members that stay are not touched: a row may stand among very many there. */
  #exchange(was: readonly unknown[], is: readonly unknown[], sequence: number): void {
    for (const member of was) if (!is.includes(member)) this.#removeFrom(member, sequence)
    for (const member of is) if (!was.includes(member)) add(this.#own(member), sequence)
  }

  /** Takes many rows out, going through their values' lists once. */
  removeAll(rows: readonly Row[], gone: ReadonlySet<number>): void {
    const values = new Set<unknown>()
    for (const row of rows) {
      const value = this.#read(row)
      if (this.by === 'member') for (const member of membersOf(value)) values.add(member)
      else if (this.#isThere(value)) values.add(value)
    }
    for (const value of values) {
      const key = this.#keyOf(value)
      if (!this.#buckets.get(key)) continue
      const own = this.#own(key)
      removeAll(own, gone)
      if (own.length === 0) this.#buckets.delete(key)
    }
  }

  /** All rows of one value are rows of another from now on. */
  move(before: unknown, after: unknown): void {
    const moved = this.get(before)
    this.#buckets.delete(this.#keyOf(before))
    // A few among very many are put in their places: to merge them would go through all.
    if (moved.length <= FEW) for (const sequence of moved) add(this.#own(this.#keyOf(after)), sequence)
    else this.#put(after, merged(this.get(after), moved))
  }

  fork(): RowIndex {
    const other = new RowIndex(this.path, this.by, this.unlisted)
    other.#buckets = this.#buckets.fork()
    other.#last = this.#last
    this.#owner = {}
    return other
  }

  #isThere(value: unknown): boolean {
    return value !== undefined && (value !== null || this.by === 'value') && this.knows(value)
  }

  #keyOf(value: unknown): unknown {
    return this.by === 'text' ? fold(value) : value
  }

  /** The list of a value, to write in. */
  #own(value: unknown): number[] {
    const bucket = this.#buckets.get(value)
    if (bucket?.owner === this.#owner) return bucket.sequences
    const sequences = bucket ? bucket.sequences.slice() : []
    this.#buckets.set(value, { owner: this.#owner, sequences })
    return sequences
  }

  #removeFrom(value: unknown, sequence: number): void {
    if (!this.#buckets.get(value)) return
    const own = this.#own(value)
    remove(own, sequence)
    if (own.length === 0) this.#buckets.delete(value)
  }

  #put(value: unknown, sequences: number[]): void {
    const key = this.#keyOf(value)
    if (sequences.length === 0) this.#buckets.delete(key)
    else this.#buckets.set(key, { owner: this.#owner, sequences })
  }
}

const membersOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : NONE)

/** Up to so many rows, looking for the place of each beats going through all. */
const FEW = 32

const NONE: readonly never[] = []
