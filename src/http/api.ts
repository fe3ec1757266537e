import type { JobKind } from '../core/clock/job-kind.ts'
import type { Consequence } from '../core/consequences.ts'
import type { EventKind } from '../core/events.ts'
import type { RowKind } from '../core/store/collection.ts'
import type { World } from '../core/world.ts'
import type { Api } from './call.ts'
import type { Attempt, OutboundCall } from './outbound-call.ts'
import type { Incoming } from './incoming.ts'
import type { WebPages } from './web-app.ts'

export type { Api, NotSimulated } from './call.ts'

/** A platform stood in for. */
export interface Provider extends Api {
  /** All that it keeps in a world; what is not among these is in no snapshot. */
  readonly collections: readonly RowKind[]
  /** The kinds of jobs that it puts on the clock. */
  readonly jobs?: readonly JobKind[]
  /** What a world's clients log in with and the ids that they start from, worked out from what it holds now. */
  credentials(world: World): Record<string, string>
  /** The credentials of a world that an unknown one opens, where it is well-formed; null where it is not. */
  adopts?(credential: string): Record<string, string> | null
  /** All that its clients can log in with, each with what it may do. */
  logins(world: World): readonly object[]
  /**
   * Every credential (as the dialect's `credential` reads it) that leads to this world, and the id of the row that it is
   * a key of.
   */
  keys(world: World): Iterable<readonly [credential: string, owner: string]>
  /** What an account holds on its first day. */
  furnish(world: World): void
  /** What an account and the people around it do in a fortnight, for worlds that are to have a past. */
  seed?(world: World, people: readonly Person[]): Promise<Act[]>
  /** Registers the provider's own kinds of jobs; called for each world, fresh or restored. */
  connect?(world: World): void
  /** Everything that a client needs to be pointed here: environment variables by name. */
  env(world: World, url: string): Record<string, string>
  /** The path that a client's base address ends in. */
  readonly basePath: string
  /** The kinds of events of its own. */
  readonly events?: readonly EventKind[]
  /** What follows from which event, in order: rows changed, and the calls that are owed for it. */
  readonly consequences: readonly Consequence<OutboundCall>[]
  /** Its own words for the occasions of those calls, all of them. */
  readonly occasions: readonly string[]
  /** What its web pages do and its API does not. */
  readonly webPages?: readonly WebPages[]
  /** Where it sends on what people write, where it can. */
  readonly incoming?: Incoming
  /** Headers that prove where a call comes from; asked for anew at each attempt. */
  sign?(call: OutboundCall, world: World): Record<string, string>
  /** What became of each attempt: the answer, or why there was none. Answers the calls owed in turn. */
  onOutcome?(attempt: Attempt, world: World): readonly OutboundCall[]
  /** Ready-made rate limits by name. */
  readonly limits: Readonly<Record<string, readonly LimitPreset[]>>
}

/** Somebody with a phone. */
export interface Person {
  /** E.164. */
  number: string
  name: string
  /** ISO 639-3. */
  language: string
}

/** Something done at a time of the world's clock, virtual milliseconds. */
export interface Act {
  at: number
  run: () => void
}

/** So many calls within so many seconds. */
interface LimitPreset {
  /** Operation ids, scopes or the provider's name that are counted together. */
  match: string
  limit: number
  /** Length of the sliding window, seconds. */
  window: number
}
