import { Type } from '@sinclair/typebox'
import { type Collection, type RowOf, defineCollection } from '../core/store/collection.ts'
import * as kept from '../core/store/kept.ts'
import type { Call } from './call.ts'
import { limitHit } from './events.ts'
import { Problem } from './problem.ts'

/** So many calls within a sliding window of the world's clock. */
export type RateLimit = RowOf<typeof rateLimits>

/** The most that a limit may allow, and the longest that its window may be, in seconds. */
export const MOST_CALLS = 1_000_000
export const LONGEST_WINDOW = 31_536_000

export const rateLimits = defineCollection(
  'http.rate-limits',
  {
    /** An operation id, a scope, a provider's name, or `*`; all calls that match are counted together. */
    match: kept.text,
    limit: kept.whole(1, MOST_CALLS),
    /** Length of the window, seconds. */
    window: Type.Number({ exclusiveMinimum: 0, maximum: LONGEST_WINDOW }),
    /** Times of the calls still in the window, oldest first. */
    calls: Type.Array(kept.time, { maxItems: MOST_CALLS }),
  },
  {
    ids: 'http.rate-limit',
    prefix: 'L',
    wrongWith: ({ calls }) => (isAscending(calls) ? undefined : 'its calls are not in order'),
  },
)

const isAscending = (times: readonly number[]): boolean => times.every((time, at) => at === 0 || times[at - 1]! <= time)

/** Counts a call against every limit that it falls under. A refused call is not counted anywhere; it may come back when the last limit lets it. */
export function keepWithinLimits(call: Call): void {
  const { world } = call
  const limits = world.collection(rateLimits)
  if (limits.size === 0) return
  const now = world.now
  const mine = limits
    .all()
    .filter((limit) => fallsUnder(limit, call))
    .map((limit) => dropOld(limits, limit, now))
  let longest: { limit: RateLimit; wait: number } | undefined
  for (const limit of mine) {
    if (limit.calls.length < limit.limit) continue
    const oldest = limit.calls[limit.calls.length - limit.limit]!
    const wait = oldest + limit.window * 1000 - now
    if (!longest || wait > longest.wait) longest = { limit, wait }
  }
  if (longest) refuse(call, longest.limit, Math.ceil(longest.wait / 1000))
  for (const limit of mine) limits.update(limit, { calls: [...limit.calls, now] })
}

function refuse({ world, endpoint }: Call, { id, match }: RateLimit, retryAfter: number): never {
  world.publish(limitHit, { limit: id, match, operation: endpoint.id, retry_after: retryAfter })
  throw new Problem('rate_limited', '', { retryAfter })
}

const fallsUnder = ({ match }: RateLimit, { api, endpoint }: Call): boolean =>
  match === '*' || match === api.name || match === endpoint.id || match === endpoint.scope

/** A call leaves the window the moment it is as old as the window is long. */
function dropOld(limits: Collection<RateLimit>, limit: RateLimit, now: number): RateLimit {
  const start = now - limit.window * 1000
  let gone = 0
  while (gone < limit.calls.length && limit.calls[gone]! <= start) gone++
  return gone > 0 ? limits.update(limit, { calls: limit.calls.slice(gone) }) : limit
}
