import { ChangeCount } from './change-count.ts'
import type { CollectionDefinition } from './define-collection.ts'
import { FewRows } from './few-rows.ts'
import type { FieldPath } from './field-path.ts'
import { ManyRows } from './many-rows.ts'
import type { ListQuery, Page } from './query.ts'
import type { RowList } from './row-list.ts'
import type { Changes, Draft, Row } from './row.ts'
import { type Slices, atOnce } from '../slices.ts'

export { type CollectionDefinition, type RowKind, type RowOf, defineCollection } from './define-collection.ts'

export interface CollectionState<R extends Row = Row> {
  sequence: number
  rows: readonly R[]
}

/** The rows of one kind in one world; the only place where one row takes the place of another. */
export class Collection<R extends Row> {
  #rows: FewRows<R> | ManyRows<R>
  #sequence = 0
  /** How often a row was looked for while they were few. */
  #asks = 0
  #changes = 0

  constructor(
    readonly definition: CollectionDefinition<R>,
    state?: CollectionState<R>,
    /** What all collections of a world count together. */
    readonly changeCount = new ChangeCount(),
  ) {
    this.#rows = new FewRows(definition)
    if (state) atOnce(this.#fill(state))
  }

  /** The same, in slices. */
  static *build<R extends Row>(
    definition: CollectionDefinition<R>,
    state: CollectionState<R>,
    changeCount: ChangeCount,
  ): Slices<Collection<R>> {
    const collection = new Collection(definition, undefined, changeCount)
    yield* collection.#fill(state)
    return collection
  }

  get size(): number {
    return this.#rows.size
  }

  /** Another with every row that comes, changes or goes: as long as it stands still, so do all. */
  get changes(): number {
    return this.#changes
  }

  /** All rows in the order in which they came to be. */
  all(): RowList<R> {
    return this.#asked().all()
  }

  get(id: string): R | undefined {
    return this.#asked().get(id)
  }

  /** A row as it is now; undefined once it is gone. Cheaper than to look for its id. */
  now({ id, sequence }: R): R | undefined {
    const row = this.at(sequence)
    return row?.id === id ? row : undefined
  }

  /** The row of a sequence; undefined where it is gone. */
  at(sequence: number): R | undefined {
    return this.#rows.at(sequence)
  }

  /** The rows whose field has exactly this value, or has it among its members, in the order in which they came to be. */
  by(field: FieldPath<R>, value: unknown): RowList<R> {
    return this.#asked().by(field, value)
  }

  /** @throws Error where one of its id is there already */
  insert(draft: Draft<R>): R {
    const row = draft as R
    ;(row as { sequence: number }).sequence = this.#sequence + 1
    const rows = this.#rows instanceof FewRows && this.#rows.isFull ? this.#grown() : this.#rows
    rows.insert(row)
    this.#sequence++
    this.#changed()
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
    this.#rows.replace(this.#mustBe(row), next)
    this.#changed()
    return next
  }

  /**
   * Gives every row that has one value in an indexed field another. The rows' lists are merged in one go: one by one, a
   * hundred thousand rows would take seconds.
   */
  replaceValue<F extends keyof R & string>(field: F, before: R[F], after: R[F]): void {
    if (this.#grown().replaceValue(field, before, after)) return this.#changed()
    for (const row of this.all().filter((one) => one[field] === before))
      this.update(row, { [field]: after } as unknown as Changes<R>)
  }

  /** Changes many rows in one go, as `update` does each. */
  updateAll(rows: Iterable<R>, changesOf: (row: R) => Changes<R>): void {
    const changed = Array.from(rows, (row) => {
      const before = this.#mustBe(row)
      return [before, { ...before, ...changesOf(before) }] as const
    })
    if (changed.length === 0) return
    this.#grown().replaceAll(changed)
    this.#changed()
  }

  delete(row: R): void {
    // A row that is gone takes no newer one of the same id with it.
    const there = this.now(row)
    if (!there) return
    this.#rows.delete(there)
    this.#changed()
  }

  /** Deletes many rows in one go. */
  deleteAll(rows: Iterable<R>): void {
    const there = new Set<R>()
    for (const one of rows) {
      const row = this.now(one)
      if (row) there.add(row)
    }
    if (there.size <= FEW) {
      for (const row of there) this.delete(row)
      return
    }
    this.#grown().deleteAll([...there])
    this.#changed()
  }

  clear(): void {
    this.deleteAll(this.all())
  }

  list(query: ListQuery): Page<R> {
    return this.#grown().list(query)
  }

  state(): CollectionState<R> {
    return { sequence: this.#sequence, rows: this.all().toArray() }
  }

  /** Another with the same rows: from now on what one of the two changes the other does not see. */
  fork(changeCount = new ChangeCount()): Collection<R> {
    const other = new Collection(this.definition, undefined, changeCount)
    other.#sequence = this.#sequence
    other.#rows = this.#rows.fork()
    return other
  }

  *#fill({ sequence, rows }: CollectionState<R>): Slices<void> {
    this.#sequence = sequence
    this.#rows = FewRows.areFew(rows)
      ? new FewRows(this.definition, rows.slice())
      : yield* ManyRows.of(this.definition, rows)
  }

  /** Few rows that are asked for again and again are found as many are, which is quicker. */
  #asked(): FewRows<R> | ManyRows<R> {
    return this.#rows instanceof FewRows && ++this.#asks > MOST_ASKS ? this.#grown() : this.#rows
  }

  /** Puts together what finds rows among many. */
  #grown(): ManyRows<R> {
    if (this.#rows instanceof ManyRows) return this.#rows
    const many = new ManyRows(this.definition)
    for (const row of this.#rows.all()) many.insert(row)
    return (this.#rows = many)
  }

  #changed(): void {
    this.#changes = ++this.changeCount.count
  }

  #mustBe(row: R): R {
    const there = this.now(row)
    if (!there) throw new Error(`The row "${row.id}" was deleted and cannot change any more.`)
    return there
  }
}

/** Up to so many rows, looking each up beats going through all. */
const FEW = 32

/** So often few rows are gone through one by one. */
const MOST_ASKS = 32
