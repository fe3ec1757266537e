import type { Call } from '../call.ts'
import { limitHit } from '../events.ts'
import { Problem } from '../problem.ts'
import { type RateLimit, rateLimits } from './rate-limit.ts'
import { callsIn, waitFor, withCall } from './window.ts'

/** Counts a call against every limit that it falls under. A refused call is not counted anywhere; it may come back when the last limit lets it. */
export function keepWithinLimits(call: Call): void {
  const { world } = call
  const limits = world.collection(rateLimits)
  if (limits.size === 0) return
  const { now } = world
  const mine = limits
    .all()
    .filter((limit) => fallsUnder(limit, call))
    .map((limit) => ({ limit, calls: callsIn(limit, now) }))
  let longest = { limit: mine[0]?.limit, wait: 0 }
  for (const { limit, calls } of mine) {
    const wait = waitFor(limit, calls, now)
    if (wait > longest.wait) longest = { limit, wait }
  }
  if (longest.wait > 0) refuse(call, longest.limit!, Math.ceil(longest.wait / 1000))
  for (const { limit, calls } of mine) limits.update(limit, { calls: withCall(calls, now) })
}

function refuse({ world, endpoint }: Call, { id, match }: RateLimit, retryAfter: number): never {
  world.publish(limitHit, { limit: id, match, operation: endpoint.id, retry_after: retryAfter })
  throw new Problem('rate_limited', '', { retryAfter })
}

const fallsUnder = ({ match }: RateLimit, { api, endpoint }: Call): boolean =>
  match === '*' || match === api.name || match === endpoint.id || match === endpoint.scope
