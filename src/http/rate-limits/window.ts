import type { RateLimit } from './rate-limit.ts'

/** Times of calls, oldest first, in pieces: one call more is a copy of the last piece, and not of a million. */
export type Times = readonly (readonly number[])[]

/** How many times a piece has at most. */
const PIECE = 500

export const countOf = (times: Times): number => times.reduce((sum, piece) => sum + piece.length, 0)

export function withCall(times: Times, now: number): Times {
  const last = times.at(-1)
  return last && last.length < PIECE ? [...times.slice(0, -1), [...last, now]] : [...times, [now]]
}

/** The calls that are in the window now; one leaves it the moment it is as old as the window is long. */
export function callsIn({ calls, window }: Pick<RateLimit, 'calls' | 'window'>, now: number): Times {
  const start = now - window * 1000
  let gone = 0
  while (gone < calls.length && calls[gone]!.at(-1)! <= start) gone++
  const rest = gone === 0 ? calls : calls.slice(gone)
  const [first, ...others] = rest
  return first && first[0]! <= start ? [first.filter((time) => time > start), ...others] : rest
}

/** How long until another call has room beside those in the window, milliseconds; 0 where it has. */
export function waitFor({ limit, window }: Pick<RateLimit, 'limit' | 'window'>, calls: Times, now: number): number {
  let before = countOf(calls) - limit
  if (before < 0) return 0
  const piece = calls.find(({ length }) => {
    if (before < length) return true
    before -= length
    return false
  })
  return piece![before]! + window * 1000 - now
}
