import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../core/store/define-collection.ts'
import * as kept from '../../core/store/kept.ts'

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
    /** Times of the calls still in the window, oldest first, in pieces of some hundred. */
    calls: kept.listOf(kept.listOf(kept.time, { least: 1 })),
  },
  {
    ids: 'http.rate-limit',
    prefix: 'L',
    wrongWith: ({ calls }) => wrongWithCalls(calls.flat()),
  },
)

function wrongWithCalls(times: readonly number[]): string | undefined {
  if (times.length > MOST_CALLS) return `it has counted more than ${MOST_CALLS} calls`
  return times.every((time, at) => at === 0 || times[at - 1]! <= time) ? undefined : 'its calls are not in order'
}
