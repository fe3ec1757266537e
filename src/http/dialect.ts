import type { TSchema } from '@sinclair/typebox'
import type { Call } from './call.ts'
import type { HttpRequest, HttpResponse } from './message.ts'
import type { Problem } from './problem.ts'
import type { Stage } from './stages.ts'

/** What a provider says once for all of its endpoints. */
export interface Dialect<Caller = any> {
  /** The life of a call before its handler, in this provider's order: one glance shows what outranks what. */
  readonly stages: readonly Stage[]
  /** Bodies larger than this many bytes, unpacked, are refused. */
  readonly bodyLimit: number
  /** The credential that a call carries, by which its world is found; null where it has none. Never throws. */
  credential(request: HttpRequest): string | null
  /** Who calls. @throws Problem `unauthenticated` or `forbidden` */
  authenticate(call: Call): Caller
  /** The query string as names and values. @throws Problem */
  parseQuery(call: Call): Record<string, unknown>
  /** The body as an object. @throws Problem */
  parseBody(call: Call): Record<string, unknown>
  /** A problem in the provider's own words and shape. The call may have got no further than its path. */
  renderProblem(problem: Problem, call: Call): HttpResponse
  /** Dresses a good answer in what all of the provider's answers wear. */
  dress?(body: unknown, call: Call): unknown
  /** Headers of every answer to a known caller. */
  headers?(call: Call): Record<string, string>
  /** Unknown parameters are ignored unless this says otherwise. */
  readonly refusesUnknownFields?: boolean
  /** The body of a problem, and the statuses that any operation may answer with, for the document. */
  readonly problemSchema: TSchema
  readonly problemStatuses: readonly number[]
}
