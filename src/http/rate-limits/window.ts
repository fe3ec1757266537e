import type { RateLimit } from './rate-limit.ts'

/** Times of the calls that are in the window now; a call leaves it the moment it is as old as the window is long. */
export function callsIn({ calls, window }: RateLimit, now: number): number[] {
  const start = now - window * 1000
  let gone = 0
  while (gone < calls.length && calls[gone]! <= start) gone++
  return calls.slice(gone)
}

/** How long until another call has room beside those in the window, milliseconds; 0 where it has. */
export function waitFor({ limit, window }: RateLimit, calls: readonly number[], now: number): number {
  return calls.length < limit ? 0 : calls[calls.length - limit]! + window * 1000 - now
}
