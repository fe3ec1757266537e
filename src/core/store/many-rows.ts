import { remove, removeAll } from './ascending.ts'
import type { CollectionDefinition } from './define-collection.ts'
import { type FieldPath, nameOf, reading, valueOf } from './field-path.ts'
import { NOTHING, narrow } from './narrow.ts'
import { Places } from './places.ts'
import type { ListQuery, Page } from './query.ts'
import { RowIndex } from './row-index.ts'
import { RowList } from './row-list.ts'
import type { Row } from './row.ts'
import { runQuery, testAll } from './run-query.ts'
import { selectPage } from './select-page.ts'
import { type Slices, each } from '../slices.ts'
import { ascending } from './sorted.ts'
import { SortedRows } from './sorted-rows.ts'
import { Table } from './table.ts'
import { refuseTwin } from './twin.ts'

/** Rows of one kind, with all by which they are found among many. */
export class ManyRows<R extends Row> {
  #table: Table<R>
  #places: Places
  /** All sequences, ascending; shared with a fork until one of the two writes. */
  #sequences: number[] = []
  #isShared = false
  #indexes: RowIndex[]
  #orders: SortedRows<R>[]

  constructor(readonly definition: CollectionDefinition<R>) {
    const { prefix, indexes, unlisted, members, texts, orders } = definition
    this.#table = new Table<R>()
    this.#places = new Places(this.#table, prefix)
    this.#indexes = [
      ...indexes.map((path) => new RowIndex(path, 'value', unlisted[nameOf(path)])),
      ...members.map((path) => new RowIndex(path, 'member')),
      ...texts.map((path) => new RowIndex(path, 'text')),
    ]
    this.#orders = orders.map((field) => new SortedRows<R>(field, this.#table))
  }

  /** The same rows, put in place in slices. */
  static *of<R extends Row>(definition: CollectionDefinition<R>, rows: readonly R[]): Slices<ManyRows<R>> {
    const many = new ManyRows(definition)
    yield* each(rows, (row) => {
      many.#enter(row)
      for (const index of many.#indexes) index.add(row)
    })
    for (const order of many.#orders) yield* order.hold(rows)
    return many
  }

  get size(): number {
    return this.#sequences.length
  }

  all(): RowList<R> {
    return new RowList(this.#sequences, this.#table)
  }

  get(id: string): R | undefined {
    const sequence = this.#places.of(id)
    return sequence === undefined ? undefined : this.#table.at(sequence)
  }

  at(sequence: number): R | undefined {
    return this.#table.at(sequence)
  }

  by(field: FieldPath<R>, value: unknown): RowList<R> {
    const index = this.#indexOn(field)
    if (index?.knows(value)) return new RowList(index.get(value), this.#table)
    const read = reading(field)
    const found = this.#sequences.filter((sequence) => read(this.#table.at(sequence)!) === value)
    return new RowList(found, this.#table)
  }

  /** @throws Error where one of its id is there already */
  insert(row: R): void {
    this.#enter(row)
    for (const order of this.#orders) order.add(row)
  }

  replace(before: R, next: R): void {
    const moved = this.#orders.filter(({ field }) => valueOf(before, field) !== valueOf(next, field))
    for (const order of moved) order.remove(before)
    this.#table.put(next)
    for (const order of moved) order.add(next)
    for (const index of this.#indexes) index.replace(before, next)
  }

  /** Many in one go: one by one, each would move all that come after it in an order. */
  replaceAll(changed: readonly (readonly [before: R, next: R])[]): void {
    const moved = changed.map(([before]) => before)
    for (const order of this.#orders) order.removeAll(moved)
    for (const [, next] of changed) this.#table.put(next)
    for (const order of this.#orders) order.addAll(changed.map(([, next]) => next))
    // The last first: those before it keep their places.
    for (const [before, next] of changed.toReversed()) for (const index of this.#indexes) index.replace(before, next)
  }

  /** Every row that has one value in an indexed field gets another; answers whether there are lists of both values to merge. */
  replaceValue<F extends keyof R & string>(field: F, before: R[F], after: R[F]): boolean {
    const index = this.#indexOn(field)
    if (!index?.knows(before) || !index.knows(after)) return false
    const others = this.#indexes.filter((one) => one !== index)
    const orders = this.#orders.filter((one) => one.field === field)
    const rows = this.by(field, before).toArray()
    for (const order of orders) order.removeAll(rows)
    for (const row of rows) {
      const next = { ...row, [field]: after }
      this.#table.put(next)
      for (const other of others) other.replace(row, next)
    }
    for (const order of orders) order.addAll(this.by(field, before))
    index.move(before, after)
    return true
  }

  delete(row: R): void {
    for (const order of this.#orders) order.remove(row)
    for (const index of this.#indexes) index.remove(row)
    this.#places.delete(row.id)
    remove(this.#own(), row.sequence)
    this.#table.remove(row.sequence)
  }

  /** Many in one go: taken out one by one, each would move all that come after it. */
  deleteAll(rows: readonly R[]): void {
    const gone = new Set(rows.map(({ sequence }) => sequence))
    for (const order of this.#orders) order.removeAll(rows)
    for (const index of this.#indexes) index.removeAll(rows, gone)
    removeAll(this.#own(), gone)
    for (const row of rows) {
      this.#places.delete(row.id)
      this.#table.remove(row.sequence)
    }
  }

  list(query: ListQuery): Page<R> {
    const where = query.where ?? []
    const narrowed = narrow(
      where,
      (id) => this.#places.of(id),
      (by, name) => this.#asked((one) => one.by === by && one.name === name),
    )
    if (narrowed === NOTHING) return { rows: [], more: false, total: 0, last: undefined }
    const order = this.#orders.find((one) => one.field === query.sort)
    // Walking an order that is at hand is quicker than sorting, unless there are few candidates.
    if (order && (!narrowed || narrowed.candidates.length * 8 > this.size))
      return runQuery(order, this.#table, query, where)
    const candidates = narrowed ? narrowed.candidates : ascending(this.#sequences)
    const remaining = narrowed ? where.filter((condition) => condition !== narrowed.by) : where
    const { sort } = query
    if (sort === undefined) return runQuery(candidates, this.#table, query, remaining)
    return selectPage(candidates, this.#table, { ...query, sort }, testAll(remaining))
  }

  /** Others, the same; from now on what one of the two changes the other does not see. */
  fork(): ManyRows<R> {
    const other = new ManyRows(this.definition)
    other.#table = this.#table.fork()
    other.#places = this.#places.fork(other.#table)
    other.#sequences = this.#sequences
    other.#isShared = this.#isShared = true
    other.#indexes = this.#indexes.map((index) => index.fork())
    other.#orders = this.#orders.map((order) => order.fork(other.#table))
    return other
  }

  #enter(row: R): void {
    if (!this.#places.add(row.id, row.sequence)) this.#refuse(row)
    this.#table.put(row)
    this.#own().push(row.sequence)
  }

  /** Puts back the row whose place another of the same id has taken. */
  #refuse(twin: R): never {
    this.#places.add(twin.id, this.all().find(({ id }) => id === twin.id)!.sequence)
    return refuseTwin(twin)
  }

  #indexOn(path: FieldPath<R>): RowIndex | undefined {
    const name = nameOf(path)
    return this.#asked((one) => one.name === name && one.by !== 'text')
  }

  /** An index that somebody asks: it knows all rows from now on. */
  #asked(isMeant: (index: RowIndex) => boolean): RowIndex | undefined {
    const index = this.#indexes.find(isMeant)
    index?.learn(this.#sequences, this.#table)
    return index
  }

  #own(): number[] {
    if (this.#isShared) this.#sequences = this.#sequences.slice()
    this.#isShared = false
    return this.#sequences
  }
}
