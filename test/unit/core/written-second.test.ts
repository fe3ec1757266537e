import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { writtenMicros, writtenSecond } from '../../../src/core/clock/written-second.ts'

const asDate = (second: number): string => new Date(second * 1000).toISOString().slice(0, 19)

test.each([
  0,
  -1,
  59,
  86_399,
  86_400,
  951_782_399, // the last second before a leap day
  951_782_400,
  951_868_800,
  4_107_542_399, // 2100 has none
  4_107_542_400,
  1_767_225_600,
  -62_167_219_200, // the first second of the year 0
  -62_167_219_201,
  253_402_300_799, // the last second of the year 9999
  253_402_300_800,
])('the second %i is written as its date says', (second) => {
  expect(writtenSecond(second)).toBe(asDate(second))
})

test('any second is written as its date says', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_200_000_000, max: 253_500_000_000 }), (second) => {
      expect(writtenSecond(second)).toBe(asDate(second))
    }),
  )
})

test('any moment is written with its microseconds, and with a blank for the T where one is asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -62_200_000_000, max: 253_500_000_000 }),
      fc.integer({ min: 0, max: 999_999 }),
      (second, micros) => {
        const whole = `${asDate(second)}.${String(micros).padStart(6, '0')}`
        expect(writtenMicros(second, micros)).toBe(whole)
        expect(writtenMicros(second, micros, true)).toBe(whole.replace('T', ' '))
      },
    ),
  )
})
