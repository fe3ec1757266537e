import { expect, test } from 'vitest'
import { formatTime, parseTime } from '../../../../src/providers/rapidpro/dialect/times.ts'

const noon = Date.UTC(2025, 0, 14, 12) * 1000

test.each([
  ['2025-01-14T12:00:00.000000Z', noon],
  ['2025-01-14T12:00:00Z', noon],
  ['2025-01-14T12:00', noon],
  ['2025-01-14 12:00:00', noon],
  ['2025-01-14T14:00:00+02:00', noon],
  ['2025-01-14T14:00:00+0200', noon],
  ['2025-01-14T07:30:00-04:30', noon],
  ['2025-01-14', noon - 12 * 3600 * 1_000_000],
  ['2025-01-14T12:00:00.5Z', noon + 500_000],
  ['2025-01-14T12:00:00.482913Z', noon + 482_913],
  ['2025-01-14T12:00:00.4829139Z', noon + 482_913],
])('%s is understood', (text, micros) => {
  expect(parseTime(text)).toBe(micros)
})

test.each([
  ['yesterday'],
  ['2025-02-30'],
  ['2025-13-01'],
  ['2025-01-14T25:00:00Z'],
  ['2025-01-14T14:00:00 02:00'],
  ['14-01-2025'],
  [''],
])('%s is not', (text) => {
  expect(parseTime(text)).toBeUndefined()
})

test('six digits are written, or none where they are all zero', () => {
  expect(formatTime(noon + 7)).toBe('2025-01-14T12:00:00.000007Z')
  expect(formatTime(noon + 1_482_913)).toBe('2025-01-14T12:00:01.482913Z')
  expect(formatTime(noon)).toBe('2025-01-14T12:00:00Z')
})
