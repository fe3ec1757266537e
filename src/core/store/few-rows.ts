import type { CollectionDefinition } from './define-collection.ts'
import { type FieldPath, nameOf, reading } from './field-path.ts'
import { RowList } from './row-list.ts'
import type { Row } from './row.ts'
import { refuseTwin } from './twin.ts'

/** Up to so many rows are gone through one by one. */
const MOST = 8

/** Rows while they are few, which most kinds in most worlds are for ever: a list that is never changed, but replaced. */
export class FewRows<R extends Row> {
  #rows: readonly R[]

  constructor(
    readonly definition: CollectionDefinition<R>,
    rows: readonly R[] = NONE,
  ) {
    this.#rows = rows
  }

  static areFew({ length }: readonly Row[]): boolean {
    return length <= MOST
  }

  get size(): number {
    return this.#rows.length
  }

  get isFull(): boolean {
    return this.#rows.length === MOST
  }

  all(): RowList<R> {
    return this.#listed(this.#rows)
  }

  get(id: string): R | undefined {
    return this.#rows.find((row) => row.id === id)
  }

  at(sequence: number): R | undefined {
    return this.#rows.find((row) => row.sequence === sequence)
  }

  by(field: FieldPath<R>, value: unknown): RowList<R> {
    return this.#listed(this.#rows.filter(having(this.definition, field, value)))
  }

  /** @throws Error where one of its id is there already */
  insert(row: R): void {
    if (this.get(row.id)) refuseTwin(row)
    // An id that was put together from parts is kept as parts until one of its characters is asked for.
    row.id.charCodeAt(0)
    // A spread would leave room for sixteen more.
    this.#rows = this.#rows.length === 0 ? [row] : this.#rows.concat([row])
  }

  replace(before: R, next: R): void {
    this.#rows = this.#rows.map((one) => (one === before ? next : one))
  }

  delete(row: R): void {
    this.#rows = this.#rows.filter((one) => one !== row)
  }

  fork(): FewRows<R> {
    return new FewRows(this.definition, this.#rows)
  }

  #listed(rows: readonly R[]): RowList<R> {
    return new RowList(
      rows.map(({ sequence }) => sequence),
      this,
    )
  }
}

const NONE: readonly never[] = []

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
