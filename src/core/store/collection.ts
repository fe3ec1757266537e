import { remove } from './ascending.ts'
import type { CollectionDefinition } from './define-collection.ts'
import { type FieldPath, nameOf, reading } from './field-path.ts'
import { NOTHING, narrow } from './narrow.ts'
import type { ListQuery, Page } from './query.ts'
import { RowIndex } from './row-index.ts'
import { RowList } from './row-list.ts'
import type { Changes, Draft, Row } from './row.ts'
import { runQuery, testAll } from './run-query.ts'
import { selectPage } from './select-page.ts'
import { type Slices, atOnce, each } from '../slices.ts'
import { ascending } from './sorted.ts'
import { Places } from './places.ts'
import { SortedRows } from './sorted-rows.ts'
import { Table } from './table.ts'

export { type CollectionDefinition, type RowKind, type RowOf, defineCollection } from './define-collection.ts'

export interface CollectionState<R extends Row = Row> {
  sequence: number
  rows: readonly R[]
}

/** The rows of one kind in one world; the only place where one row takes the place of another. */
export class Collection<R extends Row> {
  /**
   * All rows while they are few, which most kinds of rows in most worlds are for ever: a list that is never changed, but
   * replaced. What finds rows among many is put together once there are more.
   */
  #few: readonly R[] | undefined = NONE
  #table!: Table<R>
  #places!: Places
  /** All sequences, ascending; shared with a fork until one of the two writes. */
  #sequences!: number[]
  #isShared = false
  #indexes!: RowIndex[]
  #orders!: SortedRows<R>[]
  #sequence = 0
  /** How often a row came, changed or went, and how often one was looked for, while they were few. */
  #changes = 0
  #asks = 0

  constructor(
    readonly definition: CollectionDefinition<R>,
    state?: CollectionState<R>,
  ) {
    if (state) atOnce(this.#fill(state))
  }

  /** The same, in slices. */
  static *build<R extends Row>(definition: CollectionDefinition<R>, state: CollectionState<R>): Slices<Collection<R>> {
    const collection = new Collection(definition)
    yield* collection.#fill(state)
    return collection
  }

  get size(): number {
    return this.#few ? this.#few.length : this.#sequences.length
  }

  /** Counts up with every row that comes, changes or goes: as long as it stands still, so do all. */
  get changes(): number {
    return this.#few ? this.#changes : this.#table.changes
  }

  /** All rows in the order in which they came to be. */
  all(): RowList<R> {
    if (this.#few && this.#isSeldomAsked()) return this.#listed(this.#few)
    return new RowList(this.#sequences, this.#table)
  }

  get(id: string): R | undefined {
    if (this.#few && this.#isSeldomAsked()) return this.#few.find((row) => row.id === id)
    const sequence = this.#places.of(id)
    return sequence === undefined ? undefined : this.#table.at(sequence)
  }

  /** A row as it is now; undefined once it is gone. Cheaper than to look for its id. */
  now({ id, sequence }: R): R | undefined {
    const row = this.at(sequence)
    return row?.id === id ? row : undefined
  }

  /** The row of a sequence; undefined where it is gone. */
  at(sequence: number): R | undefined {
    return this.#few ? this.#few.find((row) => row.sequence === sequence) : this.#table.at(sequence)
  }

  /** The rows whose field has exactly this value, or has it among its members, in the order in which they came to be. */
  by(field: FieldPath<R>, value: unknown): RowList<R> {
    if (this.#few && this.#isSeldomAsked()) return this.#listed(this.#few.filter(having(this.definition, field, value)))
    const index = this.#indexOn(field)
    if (index?.knows(value)) return new RowList(index.get(value), this.#table)
    const read = reading(field)
    const found = this.#sequences.filter((sequence) => read(this.#table.at(sequence)!) === value)
    return new RowList(found, this.#table)
  }

  insert(draft: Draft<R>): R {
    const row = draft as R
    if (this.#few && this.#insertAmongFew(this.#few, row)) return row
    const sequence = this.#sequence + 1
    if (!this.#places.add(row.id, sequence)) this.#refuseTwin(row)
    this.#sequence = sequence
    ;(row as { sequence: number }).sequence = sequence
    this.#table.put(row)
    this.#own().push(sequence)
    for (const order of this.#orders) order.add(row)
    return row
  }

  /**
   * Changes a row, and all indexes with it: answers the row as it is from now on, and the one given is history.
   * @param row whoever holds an older one changes the newest
   */
  update(row: R, changes: Changes<R>): R {
    return this.replace(row, { ...this.#mustBe(row), ...changes })
  }

  /** As `update`, with the whole of what the row is from now on: quicker, for rows that change often. */
  replace(row: R, next: R): R {
    const before = this.#mustBe(row)
    if (this.#few) {
      this.#put(this.#few.map((one) => (one === before ? next : one)))
      return next
    }
    const moved = this.#orders.filter(({ field }) => valueOf(before, field) !== valueOf(next, field))
    for (const order of moved) order.remove(before)
    this.#table.put(next)
    for (const order of moved) order.add(next)
    for (const index of this.#indexes) index.replace(before, next)
    return next
  }

  /**
   * Gives every row that has one value in an indexed field another. The rows' lists are merged in one go: one by one, a
   * hundred thousand rows would take seconds.
   */
  replaceValue<F extends keyof R & string>(field: F, before: R[F], after: R[F]): void {
    this.#grow()
    const index = this.#indexOn(field)
    if (!index?.knows(before) || !index.knows(after)) {
      for (const row of this.all().filter((one) => one[field] === before))
        this.update(row, { [field]: after } as unknown as Changes<R>)
      return
    }
    const others = this.#indexes.filter((one) => one !== index)
    const orders = this.#orders.filter((one) => one.field === field)
    const rows = this.by(field, before).toArray()
    for (const order of orders) order.removeAll(new Set(rows.map(({ sequence }) => sequence)))
    for (const row of rows) {
      const next = { ...row, [field]: after }
      this.#table.put(next)
      for (const other of others) other.replace(row, next)
    }
    for (const order of orders) order.addAll(this.by(field, before))
    index.move(before, after)
  }

  /** Changes many rows in one go, as `update` does each: one by one, each would move all that come after it in an order. */
  updateAll(rows: Iterable<R>, changesOf: (row: R) => Changes<R>): void {
    this.#grow()
    const changed: (readonly [before: R, after: R])[] = []
    for (const row of rows) {
      const before = this.#mustBe(row)
      changed.push([before, { ...before, ...changesOf(before) }])
    }
    if (changed.length === 0) return
    const moved = new Set(changed.map(([{ sequence }]) => sequence))
    for (const order of this.#orders) order.removeAll(moved)
    for (const [, after] of changed) this.#table.put(after)
    for (const order of this.#orders) order.addAll(changed.map(([, after]) => after))
    // The last first: those before it keep their places.
    for (const [before, after] of changed.toReversed()) for (const index of this.#indexes) index.replace(before, after)
  }

  delete(row: R): void {
    // A row that is gone takes no newer one of the same id with it.
    const there = this.now(row)
    if (!there) return
    if (this.#few) return this.#put(this.#few.filter((one) => one !== there))
    for (const order of this.#orders) order.remove(there)
    for (const index of this.#indexes) index.remove(there)
    this.#places.delete(there.id)
    remove(this.#own(), there.sequence)
    this.#table.remove(there.sequence)
  }

  /** Deletes many rows in one go: taken out one by one, each would move all that come after it. */
  deleteAll(rows: Iterable<R>): void {
    const there = new Map<number, R>()
    for (const one of rows) {
      const row = this.now(one)
      if (row) there.set(row.sequence, row)
    }
    if (there.size <= FEW) {
      for (const row of there.values()) this.delete(row)
      return
    }
    this.#grow()
    const gone = new Set(there.keys())
    const all = [...there.values()]
    for (const order of this.#orders) order.removeAll(gone)
    for (const index of this.#indexes) index.removeAll(all, gone)
    this.#sequences = this.#sequences.filter((sequence) => !gone.has(sequence))
    this.#isShared = false
    for (const row of all) {
      this.#places.delete(row.id)
      this.#table.remove(row.sequence)
    }
  }

  clear(): void {
    this.deleteAll(this.all())
  }

  list(query: ListQuery): Page<R> {
    this.#grow()
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

  state(): CollectionState<R> {
    return { sequence: this.#sequence, rows: this.all().toArray() }
  }

  /** Another with the same rows: from now on what one of the two changes the other does not see. */
  fork(): Collection<R> {
    const other = new Collection(this.definition)
    other.#sequence = this.#sequence
    other.#few = this.#few
    if (this.#few) return other
    other.#table = this.#table.fork()
    other.#places = this.#places.fork(other.#table)
    other.#sequences = this.#sequences
    other.#isShared = this.#isShared = true
    other.#indexes = this.#indexes.map((index) => index.fork())
    other.#orders = this.#orders.map((order) => order.fork(other.#table))
    return other
  }

  *#fill({ sequence, rows }: CollectionState<R>): Slices<void> {
    this.#sequence = sequence
    if (rows.length <= FEW_ROWS) {
      this.#few = rows.slice()
      return
    }
    this.#grow()
    yield* each(rows, (row) => {
      this.#enter(row)
      for (const index of this.#indexes) index.add(row)
    })
    for (const order of this.#orders) yield* order.hold(rows)
  }

  /** Few rows that are asked for again and again are found as many are, which is quicker. */
  #isSeldomAsked(): boolean {
    if (++this.#asks <= MOST_ASKS) return true
    this.#grow()
    return false
  }

  /** Answers whether the rows are few still. */
  #insertAmongFew(few: readonly R[], row: R): boolean {
    if (few.length === FEW_ROWS) {
      this.#grow()
      return false
    }
    if (few.some(({ id }) => id === row.id)) refuseTwin(row)
    // An id that was put together from parts is kept as parts until one of its characters is asked for.
    row.id.charCodeAt(0)
    ;(row as { sequence: number }).sequence = ++this.#sequence
    // A spread would leave room for sixteen more.
    this.#put(few.length === 0 ? [row] : few.concat([row]))
    return true
  }

  #put(few: readonly R[]): void {
    this.#few = few
    this.#changes++
  }

  #listed(rows: readonly R[]): RowList<R> {
    return new RowList(
      rows.map(({ sequence }) => sequence),
      this,
    )
  }

  /** Puts together what finds rows among many. */
  #grow(): void {
    const few = this.#few
    if (!few) return
    const { indexes, unlisted, members, texts, orders } = this.definition
    this.#few = undefined
    this.#table = new Table<R>()
    this.#places = new Places(this.#table, this.definition.prefix)
    this.#sequences = []
    this.#indexes = [
      ...indexes.map((path) => new RowIndex(path, 'value', unlisted[nameOf(path)])),
      ...members.map((path) => new RowIndex(path, 'member')),
      ...texts.map((path) => new RowIndex(path, 'text')),
    ]
    this.#orders = orders.map((field) => new SortedRows<R>(field, this.#table))
    for (const row of few) {
      this.#enter(row)
      for (const order of this.#orders) order.add(row)
    }
    this.#table.changes = this.#changes
  }

  /** A row that has its sequence already. */
  #enter(row: R): void {
    this.#places.add(row.id, row.sequence)
    this.#sequences.push(row.sequence)
    this.#table.put(row)
  }

  #mustBe(row: R): R {
    const there = this.now(row)
    if (!there) throw new Error(`The row "${row.id}" was deleted and cannot change any more.`)
    return there
  }

  /** Puts back the row whose place another of the same id has taken. */
  #refuseTwin(twin: R): never {
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

/** Up to so many rows, looking each up beats going through all. */
const FEW = 32

const valueOf = (row: Row, field: string): unknown => (row as unknown as Record<string, unknown>)[field]

/** Up to so many rows are gone through one by one. */
const FEW_ROWS = 8

/** So often, too. */
const MOST_ASKS = 32

const NONE: readonly never[] = []

function refuseTwin({ id }: Row): never {
  throw new Error(`A row "${id}" is there already.`)
}

/** As indexes say it: a value is among the members of a field where these are looked up. */
function having<R extends Row>(
  { indexes, members }: CollectionDefinition<R>,
  field: FieldPath<R>,
  value: unknown,
): (row: R) => boolean {
  const name = nameOf(field)
  const read = reading(field)
  const isOfField = (path: FieldPath<R>) => nameOf(path) === name
  if (!indexes.some(isOfField) && members.some(isOfField))
    return (row) => {
      const all = read(row)
      return Array.isArray(all) && all.includes(value)
    }
  return (row) => read(row) === value
}
