import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Times, callsIn, countOf, waitFor, withCall } from '../../../src/http/rate-limits/window.ts'

test('a window in pieces counts, forgets and refuses as a plain list of times would', () => {
  const wait = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 }))
  fc.assert(
    fc.property(
      fc.array(wait, { maxLength: 2500, minLength: 1000, size: 'max' }),
      fc.integer({ min: 1, max: 1200 }),
      fc.constantFrom(0.5, 60, 1e6),
      (waits, limit, window) => {
        let calls: Times = []
        let plain: number[] = []
        let now = 0
        for (const passed of waits) {
          now += passed
          calls = callsIn({ calls, window }, now)
          plain = plain.filter((time) => time > now - window * 1000)
          const wanted = plain.length < limit ? 0 : plain[plain.length - limit]! + window * 1000 - now
          if (waitFor({ limit, window }, calls, now) !== wanted || countOf(calls) !== plain.length)
            throw new Error(`${countOf(calls)} calls and not ${plain.length}, or another wait than ${wanted}`)
          calls = withCall(calls, now)
          plain.push(now)
        }
        expect(calls.flat()).toEqual(plain)
        expect(calls.every(({ length }) => length > 0 && length <= 500)).toBe(true)
      },
    ),
    { numRuns: 20 },
  )
})
