import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LocalTime, TimeZones, isTimeZone } from '../../../src/standards/time-zones.ts'

const zones = new TimeZones()
const zone = (name: string) => zones.of(name)!
const at = (written: string): number => Date.parse(written)

/** `2026-03-29T02:30` as a clock on the wall shows it. */
function local(written: string): LocalTime {
  const [year, month, day, hour, minute, second = 0] = written.split(/[-T:]/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number?,
  ]
  return { year, month, day, hour, minute, second }
}
const HOUR = 3_600_000

test.each(['Europe/Berlin', 'America/New_York', 'Africa/Kigali', 'UTC', 'america/new_york', 'US/Eastern'])(
  '%s is a time zone',
  (name) => expect(isTimeZone(name)).toBe(true),
)

test.each(['', 'Berlin', 'Mars/Olympus', '+02:00', 'Europe/Berlin ', 'x'.repeat(10_000)])('%j is none', (name) => {
  expect(isTimeZone(name)).toBe(false)
  expect(zones.of(name)).toBeUndefined()
})

test.each([
  ['Europe/Berlin', '2026-03-29T00:59:59.999Z', 1],
  ['Europe/Berlin', '2026-03-29T01:00:00.000Z', 2],
  ['Europe/Berlin', '2026-10-25T00:59:59.999Z', 2],
  ['Europe/Berlin', '2026-10-25T01:00:00.000Z', 1],
  ['America/New_York', '2026-03-08T06:59:59.999Z', -5],
  ['America/New_York', '2026-03-08T07:00:00.000Z', -4],
  ['America/New_York', '2026-11-01T05:59:59.999Z', -4],
  ['America/New_York', '2026-11-01T06:00:00.000Z', -5],
  ['Africa/Kigali', '2026-03-29T01:00:00.000Z', 2],
  ['Africa/Kigali', '2026-10-25T01:00:00.000Z', 2],
  ['Australia/Lord_Howe', '2026-04-04T14:59:59.999Z', 11],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00.000Z', 10.5],
  ['Pacific/Apia', '2011-12-30T09:59:59.999Z', -10],
  ['Pacific/Apia', '2011-12-30T10:00:00.000Z', 14],
  ['Asia/Kathmandu', '2026-01-01T00:00:00.000Z', 5.75],
])('in %s clocks are, at %s, %d hours ahead of UTC', (name, instant, hours) => {
  expect(zone(name).offsetAt(at(instant)) / HOUR).toBe(hours)
})

test.each([
  // an ordinary day, summer and winter
  ['Europe/Berlin', '2026-07-01T09:00', ['2026-07-01T07:00Z']],
  ['Europe/Berlin', '2026-01-01T09:00', ['2026-01-01T08:00Z']],
  ['America/New_York', '2026-07-01T09:00', ['2026-07-01T13:00Z']],
  ['Africa/Kigali', '2026-03-29T02:30', ['2026-03-29T00:30Z']],
  ['Africa/Kigali', '2026-10-25T02:30', ['2026-10-25T00:30Z']],
  // clocks are put forward
  ['Europe/Berlin', '2026-03-29T01:59:59', ['2026-03-29T00:59:59Z']],
  ['Europe/Berlin', '2026-03-29T02:00', []],
  ['Europe/Berlin', '2026-03-29T02:59:59', []],
  ['Europe/Berlin', '2026-03-29T03:00', ['2026-03-29T01:00Z']],
  ['America/New_York', '2026-03-08T02:30', []],
  ['America/New_York', '2026-03-08T03:00', ['2026-03-08T07:00Z']],
  ['Australia/Lord_Howe', '2026-10-04T02:15', []],
  ['Australia/Lord_Howe', '2026-10-04T02:30', ['2026-10-03T15:30Z']],
  ['Pacific/Apia', '2011-12-29T23:59:59', ['2011-12-30T09:59:59Z']],
  ['Pacific/Apia', '2011-12-30T00:00', []],
  ['Pacific/Apia', '2011-12-30T12:00', []],
  ['Pacific/Apia', '2011-12-30T23:59:59', []],
  ['Pacific/Apia', '2011-12-31T00:00', ['2011-12-30T10:00Z']],
  // clocks are put back
  ['Europe/Berlin', '2026-10-25T01:59:59', ['2026-10-24T23:59:59Z']],
  ['Europe/Berlin', '2026-10-25T02:00', ['2026-10-25T00:00Z', '2026-10-25T01:00Z']],
  ['Europe/Berlin', '2026-10-25T02:59:59', ['2026-10-25T00:59:59Z', '2026-10-25T01:59:59Z']],
  ['Europe/Berlin', '2026-10-25T03:00', ['2026-10-25T02:00Z']],
  ['America/New_York', '2026-11-01T01:30', ['2026-11-01T05:30Z', '2026-11-01T06:30Z']],
  ['Australia/Lord_Howe', '2026-04-05T01:45', ['2026-04-04T14:45Z', '2026-04-04T15:15Z']],
  ['Australia/Lord_Howe', '2026-04-05T02:00', ['2026-04-04T15:30Z']],
])('in %s clocks show %s at %j', (name, shown, instants) => {
  expect(zone(name).instantsOf(local(shown))).toEqual(instants.map(at))
})

test.each([
  ['Europe/Berlin', 'that clocks skip', '2026-03-29T02:30', '2026-03-29T01:30Z', '2026-03-29T03:30'],
  ['America/New_York', 'that clocks skip', '2026-03-08T02:30', '2026-03-08T07:30Z', '2026-03-08T03:30'],
  ['Australia/Lord_Howe', 'that clocks skip', '2026-10-04T02:15', '2026-10-03T15:45Z', '2026-10-04T02:45'],
  ['Pacific/Apia', 'of a day that clocks skip', '2011-12-30T12:00', '2011-12-30T22:00Z', '2011-12-31T12:00'],
  ['Europe/Berlin', 'that clocks show twice', '2026-10-25T02:30', '2026-10-25T00:30Z', '2026-10-25T02:30'],
  ['America/New_York', 'that clocks show twice', '2026-11-01T01:30', '2026-11-01T05:30Z', '2026-11-01T01:30'],
  ['Africa/Kigali', 'like any other', '2026-03-29T02:30', '2026-03-29T00:30Z', '2026-03-29T02:30'],
])('in %s a time %s, %s, is taken for %s, when they show %s', (name, _what, meant, instant, shown) => {
  expect(zone(name).instantOf(local(meant))).toBe(at(instant))
  expect(zone(name).localTimeAt(at(instant))).toEqual(local(shown))
})

test('what clocks show at any instant is shown at that instant', () => {
  const names = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Africa/Kigali',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  )
  const seconds = fc.integer({ min: Date.UTC(1, 0, 1) / 1000, max: Date.UTC(9999, 0, 1) / 1000 })
  fc.assert(
    fc.property(names, seconds, (name, second) => {
      const shown = zone(name).localTimeAt(second * 1000)
      expect(zone(name).instantsOf(shown)).toContain(second * 1000)
    }),
  )
})

test('years before the first, and those of two digits, are themselves', () => {
  expect(zone('UTC').localTimeAt(at('0000-03-01T00:00:00Z'))).toEqual(local('0000-03-01T00:00'))
  expect(zone('UTC').instantOf(local('0000-03-01T00:00'))).toBe(at('0000-03-01T00:00:00Z'))
  expect(zone('UTC').instantOf(local('0070-03-01T00:00'))).toBe(at('0070-03-01T00:00:00Z'))
})

test('a zone is made once, however often it is asked for', () => {
  expect(zones.of('Europe/Berlin')).toBe(zones.of('Europe/Berlin'))
})
