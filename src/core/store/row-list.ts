import type { Row } from './row.ts'

/** Where rows are found by their sequences. */
export interface RowsBySequence<R extends Row> {
  at(sequence: number): R | undefined
}

/**
 * Rows in some order, as they are when they are looked at: not a copy, so collect before inserting or deleting any.
 * Answering how many there are, or the first or last of them, costs the same however many they are.
 */
export class RowList<R extends Row> implements Iterable<R> {
  readonly #sequences: readonly number[]
  readonly #table: RowsBySequence<R>

  constructor(sequences: readonly number[], table: RowsBySequence<R>) {
    this.#sequences = sequences
    this.#table = table
  }

  get length(): number {
    return this.#sequences.length
  }

  /** The row at a place; below zero they are counted from the end. */
  at(place: number): R | undefined {
    const sequence = this.#sequences.at(place)
    return sequence === undefined ? undefined : this.#table.at(sequence)
  }

  /** The place of the first row that is not before something; those that are come first. */
  firstNot(isBefore: (row: R) => boolean): number {
    let [low, high] = [0, this.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBefore(this.at(middle)!)) low = middle + 1
      else high = middle
    }
    return low
  }

  /** By hand, because most lists that are gone through have one row, and a generator costs more than they do. */
  [Symbol.iterator](): Iterator<R> {
    const [sequences, table] = [this.#sequences, this.#table]
    let place = 0
    return {
      next: () =>
        place < sequences.length
          ? { done: false, value: table.at(sequences[place++]!)! }
          : { done: true, value: undefined },
    }
  }

  find(test: (row: R) => boolean): R | undefined {
    for (const sequence of this.#sequences) {
      const row = this.#table.at(sequence)!
      if (test(row)) return row
    }
    return undefined
  }

  findLast(test: (row: R) => boolean): R | undefined {
    for (let place = this.#sequences.length - 1; place >= 0; place--) {
      const row = this.#table.at(this.#sequences[place]!)!
      if (test(row)) return row
    }
    return undefined
  }

  some(test: (row: R) => boolean): boolean {
    return this.find(test) !== undefined
  }

  filter(test: (row: R) => boolean): R[] {
    return this.toArray().filter(test)
  }

  map<T>(view: (row: R) => T): T[] {
    return this.#sequences.map((sequence) => view(this.#table.at(sequence)!))
  }

  slice(from?: number, to?: number): R[] {
    return this.#sequences.slice(from, to).map((sequence) => this.#table.at(sequence)!)
  }

  toArray(): R[] {
    return this.map((row) => row)
  }
}
