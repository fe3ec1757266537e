import type { Static, TObject, TProperties, TSchema } from 'typebox'
import * as Type from 'typebox'
import type { FieldPath } from './field-path.ts'
import { HIGHEST, written } from './kept.ts'
import type { Row } from './row.ts'

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
  readonly receivesAt: ((row: Row) => string | null) | undefined
  /** What is wrong with a row that fits the schema, in words; undefined where nothing is. */
  wrongWith(row: Row): string | undefined
}

/** The same, and how rows are found. */
export interface CollectionDefinition<R extends Row> extends RowKind {
  /** Fields by whose exact value rows are looked up. */
  readonly indexes: readonly FieldPath<R>[]
  /** A value of an indexed field that so many rows have that no list of them is kept: it is looked for in all. */
  readonly unlisted: Readonly<Record<string, unknown>>
  /** Fields that hold lists, by whose members rows are looked up. */
  readonly members: readonly FieldPath<R>[]
  /** Fields of nothing but text by which rows are looked up whatever the case. */
  readonly texts: readonly FieldPath<R>[]
  /** Fields by which lists are sorted often enough to keep that order at hand. */
  readonly orders: readonly (keyof R & string)[]
  /** Only here so that the row's type travels with the definition. */
  readonly rowType?: R
}

interface CollectionOptions<R extends Row> {
  indexes?: readonly FieldPath<R>[]
  unlisted?: Readonly<Record<string, unknown>>
  members?: readonly FieldPath<R>[]
  texts?: readonly FieldPath<R>[]
  orders?: readonly (keyof R & string)[]
  ids?: string
  prefix?: string
  least?: number
  most?: number
  receivesAt?: (row: R) => string | null
  wrongWith?: (row: R) => string | undefined
}

type RowWith<F extends TProperties> = Row & Readonly<Static<TObject<F>>>

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
    unlisted = {},
    members = [],
    texts = [],
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
    unlisted,
    members,
    texts,
    orders,
  }
}
