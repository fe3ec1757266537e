import type { Static, TObject, TProperties, TSchema } from '@sinclair/typebox'
import * as kept from '../store/kept.ts'

/** What jobs of a kind are called, and what they carry: jobs that come from outside are read by it. */
export interface JobKind<P = unknown> {
  readonly name: string
  readonly payload: TSchema
  /** Only here so that the payload's type travels with the kind. */
  readonly payloadType?: P
}

/** What a job of this kind carries. */
export type PayloadOf<K> = K extends JobKind<infer P> ? P : never

/** Defines a kind of job by the fields of its payload, in the words of `store/kept.ts`. */
export const defineJob = <F extends TProperties>(name: string, fields: F): JobKind<Static<TObject<F>>> => ({
  name,
  payload: kept.object(fields),
})
