import { expect, test } from 'vitest'
import { writtenSecond } from '../../../src/core/clock/written-second.ts'

test.each([0, 1, 63, 64, 65, 128, 1_767_225_600, 1_767_225_664, -1, -65])(
  'the second %i is written as its date says',
  (second) => {
    const written = new Date(second * 1000).toISOString().slice(0, 19)
    expect(writtenSecond(second)).toBe(written)
    expect(writtenSecond(second)).toBe(written)
  },
)

test('seconds that share a place do not take each other for themselves', () => {
  expect([5, 69, 5].map(writtenSecond)).toEqual(['1970-01-01T00:00:05', '1970-01-01T00:01:09', '1970-01-01T00:00:05'])
})
