import { type Static, type TObject, type TProperties, type TSchema, Type } from '@sinclair/typebox'
import { HIGHEST, written } from './kept.ts'
import type { Condition, ListQuery, Page } from './query.ts'
import type { Draft, Row } from './row.ts'
import { runQuery, testAll } from './run-query.ts'
import { selectPage } from './select-page.ts'
import { SortedRows, sortValue } from './sorted-rows.ts'

/** What a kind of row is called and what it holds. Made once per kind, at module level; it holds no rows. */
export interface RowKind {
  readonly name: string
  /** What a row is: rows that come from outside are read by it. */
  readonly schema: TSchema
  /** The stream that ids are drawn from, where they are drawn: it has given at least one for each row. */
  readonly ids: string | undefined
  /** Where ids are numbers that the stream has counted, what stands before them. */
  readonly prefix: string | undefined
  /** How many rows there are at least and at most, where others take that for granted. */
  readonly least: number
  readonly most: number
  /** The address at which what a row describes receives texts, where it does: that address is its route. */
  readonly receivesAt: ((row: Row) => string) | undefined
  /** What is wrong with a row that fits the schema, in words; undefined where nothing is. */
  wrongWith(row: Row): string | undefined
}

/** The same, and how rows are found. */
export interface CollectionDefinition<R extends Row> extends RowKind {
  /** Fields by whose exact value rows are looked up. */
  readonly indexes: readonly (keyof R & string)[]
  /** Fields by which lists are sorted often enough to keep that order at hand. */
  readonly orders: readonly (keyof R & string)[]
  /** Only here so that the row's type travels with the definition. */
  readonly rowType?: R
}

interface CollectionOptions<R extends Row> {
  indexes?: readonly (keyof R & string)[]
  orders?: readonly (keyof R & string)[]
  ids?: string
  prefix?: string
  least?: number
  most?: number
  receivesAt?: (row: R) => string
  wrongWith?: (row: R) => string | undefined
}

type RowWith<F extends TProperties> = Row & Static<TObject<F>>

/** The rows of a collection, as their definition describes them. */
export type RowOf<D> = D extends CollectionDefinition<infer R> ? R : never

/**
 * Defines a kind of row by its fields, in the words of `kept.ts`. Each row also has an id, which is text unless `fields`
 * says more of it, and its sequence.
 */
export function defineCollection<F extends TProperties>(
  name: string,
  fields: F,
  {
    indexes = [],
    orders = [],
    ids,
    prefix,
    least = 0,
    most = Infinity,
    receivesAt,
    wrongWith,
  }: CollectionOptions<RowWith<F>> = {},
): CollectionDefinition<RowWith<F>> {
  const schema = Type.Object(
    {
      id: prefix === undefined ? Type.String() : written(new RegExp(`^${prefix}[1-9][0-9]{0,14}$`)),
      sequence: Type.Integer({ minimum: 1, maximum: HIGHEST }),
      ...fields,
    },
    { additionalProperties: false },
  )
  return {
    name,
    schema,
    ids,
    prefix,
    least,
    most,
    receivesAt: receivesAt && ((row) => receivesAt(row as RowWith<F>)),
    wrongWith: (row) => wrongWith?.(row as RowWith<F>),
    indexes,
    orders,
  }
}

export interface CollectionState<R extends Row = Row> {
  sequence: number
  rows: R[]
}

/** The rows of one kind in one world; the only place where they change. */
export class Collection<R extends Row> {
  readonly #byId = new Map<string, R>()
  readonly #rows = new SortedRows<R>(undefined)
  readonly #indexes: { field: string; buckets: Map<unknown, SortedRows<R>> }[]
  readonly #orders: SortedRows<R>[]
  readonly #texts = new Map<R, string>()
  #sequence: number

  constructor(definition: CollectionDefinition<R>, state?: CollectionState<R>) {
    this.#indexes = definition.indexes.map((field) => ({ field, buckets: new Map() }))
    this.#orders = definition.orders.map((field) => new SortedRows<R>(field))
    this.#sequence = state?.sequence ?? 0
    for (const row of state?.rows ?? []) this.#take(row)
  }

  get size(): number {
    return this.#byId.size
  }

  /** All rows in the order in which they came to be. Not a copy: collect before changing any. */
  all(): readonly R[] {
    return this.#rows.rows
  }

  get(id: string): R | undefined {
    return this.#byId.get(id)
  }

  /** The rows whose indexed field has exactly this value, in the order in which they came to be. Not a copy. */
  by(field: keyof R & string, value: unknown): readonly R[] {
    const index = this.#indexes.find((one) => one.field === field)
    if (!index) return this.all().filter((row) => row[field] === value)
    return index.buckets.get(value)?.rows ?? []
  }

  insert(draft: Draft<R>): R {
    const row = draft as R
    const size = this.#byId.size
    this.#byId.set(row.id, row)
    // Looking first would cost as much again as putting it there.
    if (this.#byId.size === size) this.#refuseTwin(row)
    ;(row as { sequence: number }).sequence = ++this.#sequence
    this.#arrange(row)
    return row
  }

  /** Changes a row in place, and all indexes with it. */
  update(row: R, changes: Partial<Omit<R, 'id' | 'sequence'>>): R {
    this.#texts.delete(row)
    for (const index of this.#indexes) {
      if (index.field in changes) this.#bucket(index, row)?.remove(row)
    }
    const moved = this.#orders.filter((order) => Object.hasOwn(changes, order.field!))
    for (const order of moved) order.remove(row, sortValue(row, order.field!))
    Object.assign(row, changes)
    for (const order of moved) order.add(row)
    for (const index of this.#indexes) {
      if (index.field in changes) this.#index(index, row)
    }
    return row
  }

  /**
   * Gives every row that has one value in an indexed field another. The two buckets are merged in one go: one by one,
   * a hundred thousand rows would take seconds.
   */
  replaceValue<F extends keyof R & string>(field: F, before: R[F], after: R[F]): void {
    const index = this.#indexes.find((one) => one.field === field)
    const rows = this.by(field, before)
    if (!index || this.#orders.some((order) => order.field === field)) {
      for (const row of rows.slice()) this.update(row, { [field]: after } as unknown as Partial<R>)
      return
    }
    index.buckets.delete(before)
    for (const row of rows) {
      this.#texts.delete(row)
      row[field] = after
    }
    if (rows.length === 0) return
    const bucket = index.buckets.get(after) ?? new SortedRows<R>(undefined)
    bucket.addAll(rows)
    index.buckets.set(after, bucket)
  }

  delete(row: R): void {
    // A row that is gone takes no newer one of the same id with it.
    if (this.#byId.get(row.id) !== row) return
    this.#byId.delete(row.id)
    this.#texts.delete(row)
    this.#rows.remove(row)
    for (const order of this.#orders) order.remove(row)
    for (const index of this.#indexes) {
      const bucket = this.#bucket(index, row)
      bucket?.remove(row)
      if (bucket?.rows.length === 0) index.buckets.delete(valueOf(row, index.field))
    }
  }

  /** Deletes many rows in one go: taken out one by one, each would move all that come after it. */
  deleteAll(rows: readonly R[]): void {
    const gone = new Set(rows.filter((row) => this.#byId.get(row.id) === row))
    if (gone.size <= FEW) {
      for (const row of gone) this.delete(row)
      return
    }
    for (const row of gone) {
      this.#byId.delete(row.id)
      this.#texts.delete(row)
    }
    this.#rows.removeAll(gone)
    for (const order of this.#orders) order.removeAll(gone)
    for (const { field, buckets } of this.#indexes) {
      const values = new Set<unknown>()
      for (const row of gone) values.add(valueOf(row, field))
      for (const value of values) {
        const bucket = buckets.get(value)!
        bucket.removeAll(gone)
        if (bucket.rows.length === 0) buckets.delete(value)
      }
    }
  }

  clear(): void {
    this.deleteAll(this.#rows.rows)
  }

  list(query: ListQuery): Page<R> {
    const where = query.where ?? []
    const narrowed = this.#narrow(where)
    if (narrowed === NOTHING) return { rows: [], more: false, total: 0, last: undefined }
    const order = this.#orders.find((one) => one.field === query.sort)
    // Walking an order that is at hand is quicker than sorting, unless there are few candidates.
    if (order && (!narrowed || narrowed.bucket.rows.length * 8 > this.size)) return runQuery(order, query, where)
    const candidates = narrowed ? narrowed.bucket : this.#rows
    const remaining = narrowed ? where.filter((condition) => condition !== narrowed.by) : where
    const { sort } = query
    if (sort === undefined) return runQuery(candidates, query, remaining)
    return selectPage(candidates.rows, { ...query, sort }, testAll(remaining))
  }

  /**
   * A text made from a row, remembered until the row changes: lists that are asked for again and again cost little.
   * The text must depend on nothing but the row; where it does, `forgetTexts` when the other thing changes.
   */
  textOf(row: R, make: (row: R) => string): string {
    const known = this.#texts.get(row)
    if (known !== undefined) return known
    const text = make(row)
    if (this.#texts.size >= TEXTS_KEPT) this.#texts.delete(this.#texts.keys().next().value!)
    // A text put together from parts is kept as parts until one of its characters is asked for.
    text.charCodeAt(0)
    this.#texts.set(row, text)
    return text
  }

  forgetTexts(): void {
    this.#texts.clear()
  }

  state(): CollectionState<R> {
    return { sequence: this.#sequence, rows: [...this.#rows.rows] }
  }

  /** Puts back the row whose place another of the same id has taken. */
  #refuseTwin(twin: R): never {
    this.#byId.set(
      twin.id,
      this.#rows.rows.find(({ id }) => id === twin.id)!,
    )
    throw new Error(`A row "${twin.id}" is there already.`)
  }

  #take(row: R): void {
    this.#byId.set(row.id, row)
    this.#arrange(row)
  }

  #arrange(row: R): void {
    this.#rows.add(row)
    for (const order of this.#orders) order.add(row)
    for (const index of this.#indexes) this.#index(index, row)
  }

  #index(index: { field: string; buckets: Map<unknown, SortedRows<R>> }, row: R): void {
    const value = valueOf(row, index.field)
    let bucket = index.buckets.get(value)
    if (!bucket) index.buckets.set(value, (bucket = new SortedRows<R>(undefined)))
    bucket.add(row)
  }

  #bucket(index: { field: string; buckets: Map<unknown, SortedRows<R>> }, row: R): SortedRows<R> | undefined {
    return index.buckets.get(valueOf(row, index.field))
  }

  /** The smallest set of candidates that an exact condition on an indexed field gives. */
  #narrow(where: readonly Condition[]): { by: Condition; bucket: SortedRows<R> } | typeof NOTHING | undefined {
    let best: { by: Condition; bucket: SortedRows<R> } | undefined
    for (const condition of where) {
      if (condition.is !== 'equals') continue
      const index = this.#indexes.find((one) => one.field === condition.field)
      if (!index) continue
      const bucket = index.buckets.get(condition.value)
      if (!bucket || bucket.rows.length === 0) return NOTHING
      if (!best || bucket.rows.length < best.bucket.rows.length) best = { by: condition, bucket }
    }
    return best
  }
}

/** Up to so many rows, looking each up beats going through all. */
const FEW = 32

/** Of so many rows per collection the text is remembered. */
const TEXTS_KEPT = 2000

const NOTHING = Symbol('no row can match')

const valueOf = (row: Row, field: string): unknown => (row as unknown as Record<string, unknown>)[field]
