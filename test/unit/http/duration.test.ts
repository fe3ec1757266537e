import { expect, test } from 'vitest'
import { readDuration } from '../../../src/http/duration.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

test.each<[unknown, number]>([
  [0, 0],
  [90, 90 * SECOND],
  [0.25, 250],
  ['90', 90 * SECOND],
  ['1.5', 1500],
  ['PT1S', SECOND],
  ['PT0.5S', 500],
  ['PT1M', MINUTE],
  ['PT1H', HOUR],
  ['PT1H30M', 90 * MINUTE],
  ['P1D', DAY],
  ['P1W', 7 * DAY],
  ['P1.5D', 36 * HOUR],
  ['P2W3DT4H5M6.007S', 17 * DAY + 4 * HOUR + 5 * MINUTE + 6007],
  ['PT48H', 2 * DAY],
  [1000 * 366 * 86_400, 1000 * 366 * DAY],
])('%j is so many milliseconds: %i', (raw, milliseconds) => {
  expect(readDuration(raw)).toBe(milliseconds)
})

test.each([
  -1,
  '-1',
  'P',
  'PT',
  'P1DT',
  '1D',
  'P1M',
  'P1Y',
  'PT1D',
  'P1H',
  'PT1M1H',
  'p1d',
  ' P1D',
  'P1D ',
  '',
  '1.',
  '.5',
  '1e3',
  NaN,
  Infinity,
  1000 * 366 * 86_400 + 1,
  'P366001D',
  true,
  null,
  undefined,
  ['P1D'],
])('%j is no length of time', (raw) => {
  expect(readDuration(raw)).toBeUndefined()
})
