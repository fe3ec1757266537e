import type { Entry } from '../core/journal.ts'
import type { World } from '../core/world.ts'
import type { Api } from './api.ts'
import type { Endpoint } from './endpoint.ts'
import type { HttpRequest } from './message.ts'
import { Problem } from './problem.ts'

/** Why a call found no endpoint. */
export type Miss = 'unknown_path' | 'wrong_method' | null

/** One call on its way through the stages; each stage fills in what it found out. */
export class Call<Caller = any, Q = any, B = any> {
  caller!: Caller
  query!: Q
  body!: B
  /** Everything in the query string as the dialect reads it, whether or not the endpoint knows it. */
  rawQuery: Record<string, unknown> = {}
  /** Its line in the journal. */
  entry: Entry | undefined

  constructor(
    readonly api: Api,
    readonly endpoint: Endpoint,
    readonly request: HttpRequest,
    readonly params: Record<string, string>,
    readonly found: World | undefined,
    readonly miss: Miss = null,
    /** The methods that the path does take, upper case. */
    readonly allowed: readonly string[] = [],
  ) {}

  /** The world that the credentials belong to. */
  get world(): World {
    if (!this.found) throw new Problem('unauthenticated')
    return this.found
  }
}
