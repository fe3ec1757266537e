import type { Static, TObject, TProperties, TSchema } from 'typebox'
import type { CollectionDefinition } from '../store/define-collection.ts'
import * as kept from '../store/kept.ts'
import type { Row } from '../store/row.ts'

/** What jobs of a kind are called, and what they carry: jobs that come from outside are read by it. */
export interface JobKind<P = unknown> {
  readonly name: string
  readonly payload: TSchema
  /** Whether it makes texts that somebody may wait for: until it has run they are nowhere. */
  readonly makesTexts: boolean
  /** What is wrong with a job whose payload fits the schema, in words; undefined where nothing is. */
  wrongWith(payload: unknown, find: FindRow): string | undefined
  /** Only here so that the payload's type travels with the kind. */
  readonly payloadType?: P
}

/** What a job of this kind carries. */
export type PayloadOf<K> = K extends JobKind<infer P> ? P : never

/** Looks up a row that a payload names. */
export type FindRow = <R extends Row>(definition: CollectionDefinition<R>, id: string) => R | undefined

interface JobOptions<F extends TProperties> {
  wrongWith?: (payload: Static<TObject<F>>, find: FindRow) => string | undefined
  makesTexts?: boolean
}

/** Defines a kind of job by the fields of its payload, in the words of `store/kept.ts`. */
export const defineJob = <F extends TProperties>(
  name: string,
  fields: F,
  { wrongWith, makesTexts = false }: JobOptions<F> = {},
): JobKind<Static<TObject<F>>> => ({
  name,
  payload: kept.object(fields),
  makesTexts,
  wrongWith: (payload, find) => wrongWith?.(payload as Static<TObject<F>>, find),
})
