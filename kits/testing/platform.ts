import type { Operations } from '../../openapi/operations.ts'
import type { Credentials, Fault, Incoming, RateLimit } from '../../src/client/answers.ts'
import type { Duration, IncomingReceiver, Platform, ProblemKind } from '../../src/client/requests.ts'
import type { WorldClient } from '../../src/client/world-client.ts'
import type { Calls } from './awaited.ts'

/** Which calls a fault hits. */
export interface WhichCalls {
  /** How many. */
  times?: number
  /** How many pass first. */
  skip?: number
}

export interface Failure extends WhichCalls {
  /** The status of the answer: 503 unless given. */
  status?: number
  /** What is wrong, where the status does not say it. The answer is in the platform's own words. */
  problem?: ProblemKind
  /** Another sentence than the platform has for it. */
  message?: string
  /** Seconds, for a `Retry-After`. */
  retryAfter?: number
}

/** A platform in the world of a test: where its clients go, what they log in with, and what can go wrong with it. */
export class PlatformOf<P extends Platform> {
  readonly #world: WorldClient
  readonly #calls: Calls
  readonly #name: P

  constructor(
    world: WorldClient,
    calls: Calls,
    name: P,
    /** The base address for its clients. */
    readonly url: string,
  ) {
    this.#world = world
    this.#calls = calls
    this.#name = name
  }

  /** Says where the platform sends on what people write: an address, or one with a secret; null for nowhere. */
  sendTextsTo(receiver: IncomingReceiver): Promise<Incoming> {
    return this.#calls.begin(`${this.#name}.sendTextsTo(…)`, () => this.#world.setIncoming({ [this.#name]: receiver }))
  }

  /**
   * Makes an operation fail before anything is done: every call of it, unless `times` says how many.
   * @param operation its name, or `*` for all of the platform's
   */
  fail(
    operation: Operations[P] | '*',
    { status, problem, message, retryAfter, ...which }: Failure = {},
  ): Promise<Fault> {
    return this.#begin(operation, 'fail', which, {
      kind: 'problem',
      ...(status !== undefined && { status }),
      ...(problem && { problem }),
      ...(message !== undefined && { message }),
      ...(retryAfter !== undefined && { retry_after: retryAfter }),
    })
  }

  /**
   * Breaks the connection once the operation is carried out: its work is done, and its caller does not know. Once,
   * unless `times` says how often.
   */
  loseAnswer(operation: Operations[P] | '*', { times = 1, ...which }: WhichCalls = {}): Promise<Fault> {
    return this.#begin(operation, 'loseAnswer', { ...which, times, stage: 'after' }, { kind: 'reset' })
  }

  /** Lets calls of an operation wait on the world's clock before they are carried out. */
  delay(operation: Operations[P] | '*', by: Duration, which: WhichCalls = {}): Promise<Fault> {
    return this.#begin(operation, 'delay', which, { kind: 'delay', by })
  }

  /**
   * Refuses calls that are too many, as the platform does.
   * @param limit so many calls in so many seconds of the world's clock; the documented limits unless given
   */
  limitCalls(limit?: { limit: number; window: number }): Promise<RateLimit[]> {
    return this.#calls.begin(`${this.#name}.limitCalls(…)`, () =>
      this.#world.addRateLimits(limit ? { match: this.#name, ...limit } : { preset: this.#name }),
    )
  }

  #begin(
    operation: string,
    what: string,
    which: WhichCalls & { stage?: 'after' },
    effect: Parameters<WorldClient['addFault']>[0]['effect'],
  ): Promise<Fault> {
    const match = operation === '*' ? this.#name : `${this.#name}.${operation}`
    return this.#calls.begin(`${this.#name}.${what}(${JSON.stringify(operation)})`, () =>
      this.#world.addFault({ match, ...which, effect }),
    )
  }
}

/** The same together with its credentials, such as `auth_id` of Plivo's. */
export type PlatformWithCredentials<P extends Platform> = PlatformOf<P> & Readonly<Credentials[P]>
