import { defineCollection } from '../core/store/collection.ts'
import type { Row } from '../core/store/row.ts'
import type { Call } from './call.ts'
import { Problem } from './problem.ts'

/** So many calls within a sliding window of the world's clock. */
export interface RateLimit extends Row {
  /** An operation id, a scope, a provider's name, or `*`; all calls that match are counted together. */
  match: string
  limit: number
  /** Length of the window, seconds. */
  window: number
  /** Times of the calls still in the window, oldest first, virtual milliseconds. */
  calls: number[]
}

export const rateLimits = defineCollection<RateLimit>('http.rate-limits')

/** Counts a call against every limit that it falls under. A refused call is not counted anywhere; it may come back when the last limit lets it. */
export function keepWithinLimits(call: Call): void {
  const { world } = call
  const limits = world.collection(rateLimits)
  if (limits.size === 0) return
  const now = world.now
  const mine = limits.all().filter((limit) => fallsUnder(limit, call))
  let longest: { limit: RateLimit; wait: number } | undefined
  for (const limit of mine) {
    dropOld(limit, now)
    if (limit.calls.length < limit.limit) continue
    const oldest = limit.calls[limit.calls.length - limit.limit]!
    const wait = oldest + limit.window * 1000 - now
    if (!longest || wait > longest.wait) longest = { limit, wait }
  }
  if (longest) refuse(call, longest.limit, Math.ceil(longest.wait / 1000))
  for (const limit of mine) limit.calls.push(now)
}

function refuse({ world, endpoint }: Call, { id, match }: RateLimit, retryAfter: number): never {
  world.publish({ type: 'limit.hit', limit: id, match, operation: endpoint.id, retry_after: retryAfter })
  throw new Problem('rate_limited', '', { retryAfter })
}

const fallsUnder = ({ match }: RateLimit, { api, endpoint }: Call): boolean =>
  match === '*' || match === api.name || match === endpoint.id || match === endpoint.scope

/** A call leaves the window the moment it is as old as the window is long. */
function dropOld(limit: RateLimit, now: number): void {
  const start = now - limit.window * 1000
  let gone = 0
  while (gone < limit.calls.length && limit.calls[gone]! <= start) gone++
  if (gone > 0) limit.calls.splice(0, gone)
}
