import type { Static, TSchema } from '@sinclair/typebox'
import type { Call } from './call.ts'
import type { FieldValues, Fields } from './field.ts'
import type { Reply } from './message.ts'

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** One operation as a value: router, validation, types, document and conformance tests all come from it. */
export interface Endpoint<Caller = any, Q extends Fields = any, B extends Fields = any, R extends TSchema = TSchema> {
  /** `<provider>.<operation>`: its name in fault rules, the journal, the document and test titles. */
  readonly id: string
  readonly method: Method
  /** As OpenAPI writes it, with the provider's base path: `/v1/projects/{project_id}`. */
  readonly path: string
  readonly summary: string
  readonly description?: string
  /** The heading that it stands under in the document. */
  readonly tag: string
  readonly query?: Q
  readonly body?: B
  /** A schema for the body as a whole, where its fields alone do not say it (uploads). */
  readonly bodyMedia?: readonly string[]
  /** The good answer's body; null where it has none. */
  readonly returns: R | null
  /** The good answer's status, 200 unless said. */
  readonly status?: number
  /** Other good answers, by status. */
  readonly alsoReturns?: Readonly<Record<number, TSchema>>
  /** What rate limits count it under. */
  readonly scope?: string
  /** Anything else that the dialect's stages want to know of it. */
  readonly manners?: Readonly<Record<string, unknown>>
  handle(call: Call<Caller, FieldValues<Q>, FieldValues<B>>): Awaitable<Static<R> | Reply | void>
}

type Awaitable<T> = T | Promise<T>

/** Types a provider's endpoints once for its kind of caller; at run time it hands the definition through. */
export function endpointsFor<Caller>() {
  return <Q extends Fields = Record<never, never>, B extends Fields = Record<never, never>, R extends TSchema = TSchema>(
    definition: Endpoint<Caller, Q, B, R>,
  ): Endpoint => definition as unknown as Endpoint
}
