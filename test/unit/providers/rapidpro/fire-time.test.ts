import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Offset, fireTime } from '../../../../src/providers/rapidpro/campaign-events/fire-time.ts'
import { TimeZones } from '../../../../src/standards/time-zones.ts'

const zones = new TimeZones()

const fires = (zone: string, date: string, offset: number, unit: Offset['unit'], delivery_hour = -1): string =>
  new Date(fireTime(Date.parse(date) * 1000, { offset, unit, delivery_hour }, zones.of(zone)!)).toISOString()

test.each<[what: string, zone: string, date: string, offset: number, unit: Offset['unit'], hour: number, at: string]>([
  [
    'a date on a full minute is its own start',
    'Africa/Kigali',
    '2026-01-05T08:00:00Z',
    0,
    'minutes',
    -1,
    '2026-01-05T08:00:00.000Z',
  ],
  [
    'any other date is rounded up',
    'Africa/Kigali',
    '2026-01-05T08:00:00.001Z',
    0,
    'minutes',
    -1,
    '2026-01-05T08:01:00.000Z',
  ],
  [
    'before is a negative offset',
    'Africa/Kigali',
    '2026-01-05T08:00:00Z',
    -90,
    'minutes',
    -1,
    '2026-01-05T06:30:00.000Z',
  ],
  [
    'the delivery hour is one of that day',
    'Africa/Kigali',
    '2026-01-05T20:00:00Z',
    2,
    'days',
    9,
    '2026-01-07T07:00:00.000Z',
  ],
  ['which day it is the zone says', 'Africa/Kigali', '2026-01-05T22:30:00Z', 0, 'days', 9, '2026-01-06T07:00:00.000Z'],
  [
    'a delivery hour may lie before the date',
    'Africa/Kigali',
    '2026-01-05T20:00:00Z',
    3,
    'hours',
    9,
    '2026-01-06T07:00:00.000Z',
  ],
  ['a week has seven days', 'Africa/Kigali', '2026-03-25T08:00:00Z', 1, 'weeks', -1, '2026-04-01T08:00:00.000Z'],
  [
    'days keep the time on the wall in spring',
    'Europe/Berlin',
    '2026-03-28T08:00:00Z',
    1,
    'days',
    -1,
    '2026-03-29T07:00:00.000Z',
  ],
  ['hours do not', 'Europe/Berlin', '2026-03-28T08:00:00Z', 24, 'hours', -1, '2026-03-29T08:00:00.000Z'],
  [
    'days keep the time on the wall in autumn',
    'Europe/Berlin',
    '2026-10-24T07:00:00Z',
    1,
    'days',
    -1,
    '2026-10-25T08:00:00.000Z',
  ],
  ['weeks do, too', 'America/New_York', '2026-10-28T13:00:00Z', 1, 'weeks', -1, '2026-11-04T14:00:00.000Z'],
  [
    'the hour that Berlin skips is the next one',
    'Europe/Berlin',
    '2026-03-28T01:30:00Z',
    1,
    'days',
    -1,
    '2026-03-29T01:30:00.000Z',
  ],
  [
    'the hour that New York skips is the one before',
    'America/New_York',
    '2026-03-07T07:30:00Z',
    1,
    'days',
    -1,
    '2026-03-08T06:30:00.000Z',
  ],
  [
    'the hour that Berlin has twice is the second',
    'Europe/Berlin',
    '2026-10-24T00:30:00Z',
    1,
    'days',
    -1,
    '2026-10-25T01:30:00.000Z',
  ],
  [
    'the hour that New York has twice is the first',
    'America/New_York',
    '2026-10-31T05:30:00Z',
    1,
    'days',
    -1,
    '2026-11-01T05:30:00.000Z',
  ],
  [
    'a delivery hour that Berlin skips is the next one',
    'Europe/Berlin',
    '2026-03-28T08:00:00Z',
    1,
    'days',
    2,
    '2026-03-29T01:00:00.000Z',
  ],
])('%s', (_what, zone, date, offset, unit, hour, at) => {
  expect(fires(zone, date, offset, unit, hour)).toBe(at)
})

test('in a zone whose clocks never change, days are as long as twenty-four hours', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5000, max: 5000 }),
      fc.date({ min: new Date(0), max: new Date('2100'), noInvalidDate: true }),
      (days, date) => {
        const micros = date.getTime() * 1000
        const zone = zones.of('Africa/Kigali')!
        const by = (offset: number, unit: Offset['unit']) => fireTime(micros, { offset, unit, delivery_hour: -1 }, zone)
        expect(by(days, 'days')).toBe(by(days * 24, 'hours'))
      },
    ),
  )
})

test.each(['days', 'weeks', 'hours', 'minutes'] as const)('the furthest offset in %s breaks nothing', (unit) => {
  const zone = zones.of('Europe/Berlin')!
  for (const offset of [-2_147_483_648, 2_147_483_647])
    for (const delivery_hour of [-1, 9])
      expect(Math.sign(fireTime(1e15, { offset, unit, delivery_hour }, zone) - 1e12)).toBe(Math.sign(offset))
})
