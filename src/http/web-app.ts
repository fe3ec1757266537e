import { Refusal } from '../core/refusal.ts'
import type { Collection } from '../core/store/collection.ts'
import type { Row } from '../core/store/row.ts'
import type { World } from '../core/world.ts'
import type { FieldValues, Fields } from './field.ts'
import type { Body } from './message.ts'
import type { View } from './view.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- rows and what is asked for differ from object to object
type Anything = any

/**
 * What a vendor's web pages do with one kind of object that its API only shows, or not even that. The admin API serves it
 * for each world, in its own manners: fields are those of `strict-fields.ts`, and what is refused is a Refusal, in whole
 * sentences. Names and fields are those that the vendor's API shows.
 */
export interface WebPages<
  R extends Row = Anything,
  B extends Fields = Anything,
  C extends Fields = Anything,
  I extends Fields = Anything,
> {
  /** The word for one of them in sentences; paths and operation ids are made of it: `API key` is at `api-keys`. */
  readonly noun: string
  readonly nouns: string
  /** How one looks. */
  readonly view: View<R>
  /** Those that are there, in the order in which they are listed. */
  rows(world: World): Listed<R>
  /** Where there may be very many: one of them by its id. They are then listed by the vendor's own API alone. */
  find?(world: World, id: string): R | undefined
  /** Where they make any. */
  readonly create?: {
    /** What follows from it, for the document. */
    readonly description?: string
    readonly body: B
    /** What is asked for in a good call, made of what the world `demo` holds. */
    example?(demo: World): { readonly [K in keyof NoInfer<B>]?: unknown }
    /** @throws Refusal before anything is changed */
    make(world: World, asked: FieldValues<B>): R
  }
  /** Where they take a file that may hold several: those that came of it are answered, as a list has them. */
  readonly imports?: {
    readonly description?: string
    /** The most bytes that it may have. */
    readonly bodyLimit: number
    readonly body: I
    example?(demo: World): { readonly [K in keyof NoInfer<I>]?: unknown }
    /** @throws Refusal before anything is changed */
    take(world: World, asked: FieldValues<I>): readonly R[]
  }
  readonly change?: {
    readonly description?: string
    readonly body: C
    example?(demo: World): { readonly [K in keyof NoInfer<C>]?: unknown }
    /** @throws Refusal before anything is changed */
    apply(world: World, row: R, asked: FieldValues<C>): R | Promise<R>
  }
  readonly remove?: {
    readonly description?: string
    /** @throws Refusal before anything is changed */
    discard(world: World, row: R): void | Promise<void>
  }
  /** What lies in one of them and can be fetched, where anything does. */
  readonly files?: {
    readonly description?: string
    /** Names, sizes in bytes, and when each was written, ISO 8601. */
    readonly list: (world: World, row: R) => readonly { name: string; size: number; time: string }[]
    readonly mediaTypes: readonly string[]
    /** Undefined where there is none of that name. */
    readonly open: (world: World, row: R, name: string) => Body | undefined
  }
}

/** The row as it is now, after others had their turn. @throws Refusal `gone` where one of them took it away */
export function stillThere<R extends Row>(rows: Collection<R>, { id }: R, noun: string): R {
  const row = rows.get(id)
  if (!row) throw new Refusal('gone', `The ${noun} "${id}" was deleted meanwhile, by another call.`)
  return row
}

/** A list, or rows that are found as they are asked for. */
interface Listed<R> {
  at(index: number): R | undefined
  find(fits: (row: R) => boolean): R | undefined
  map<T>(view: (row: R) => T): T[]
}

/** Types the pages of one kind of object once; at run time it hands the definition through. */
export const webPages = <R extends Row, B extends Fields, C extends Fields = Fields, I extends Fields = Fields>(
  definition: WebPages<R, B, C, I>,
): WebPages => definition
