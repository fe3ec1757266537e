import { writtenMicros, writtenSecond } from '../../../core/clock/written-second.ts'
import type { World } from '../../../core/world.ts'

/** Times as microseconds since 1970 on the inside, `2025-01-14T09:30:15.482913Z` on the outside. */
export function formatTime(micros: number): string {
  const second = Math.floor(micros / 1_000_000)
  const fraction = micros - second * 1_000_000
  // Python's isoformat leaves out a fraction that is exactly zero.
  return `${fraction === 0 ? writtenSecond(second) : writtenMicros(second, fraction)}Z`
}

export const formatTimeOrNull = (micros: number | null): string | null => (micros === null ? null : formatTime(micros))

/** The forms of ISO 8601 that the platform reads: a year, a month or a day, with dashes or without, and a time with or without colons. */
const FORM =
  /^(?<year>\d{4})(?:(?:-(?<month>\d{1,2})|(?<tightMonth>\d{2})(?!$))(?:(?:-(?<day>\d{1,2})|(?<tightDay>\d{2}))(?:[ T](?<hour>\d{2})(?::?(?<minute>\d{2}))?(?::?(?<second>\d{1,2})(?:[.,](?<fraction>\d+))?)?(?<zone>Z|[+-]\d{2}:?(?:\d{2})?)?)?)?)?$/

/** Reads a date with or without time, fraction and zone (UTC if none); undefined where it is none. */
export function parseTime(text: string): number | undefined {
  const parts = FORM.exec(text)?.groups
  if (!parts) return undefined
  const [year, month, day] = [
    parts['year'],
    parts['month'] ?? parts['tightMonth'] ?? 1,
    parts['day'] ?? parts['tightDay'] ?? 1,
  ].map(Number) as [number, number, number]
  const [hour, minute, second] = [parts['hour'], parts['minute'], parts['second']].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ]
  const ahead = offsetOf(parts['zone'])
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(ahead) >= DAY_MINUTES) return undefined
  // Date.UTC would take the years before 100 for those of the last century.
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  const millis = date.setUTCHours(hour, minute, second) - ahead * 60_000
  if (millis < FIRST || millis >= END) return undefined
  return Math.min(millis * 1000 + Number((parts['fraction'] ?? '').padEnd(6, '0').slice(0, 6)), LAST)
}

/** In UTC, too, a year has four digits: Python knows no others. */
const FIRST = Date.parse('0001-01-01T00:00:00Z')
const END = Date.UTC(10_000, 0, 1)

/** The last moment before that end which a number can hold in microseconds. */
const LAST = END * 1000 - 32

const DAY_MINUTES = 24 * 60

/** Minutes that a zone designator is ahead of UTC. */
function offsetOf(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0)
  return zone[0] === '-' ? -minutes : minutes
}

/**
 * The moment at which something happens, later than any before it. Real clocks hardly ever strike a full second, frozen
 * ones often do; a microsecond more keeps the six digits that clients see in production.
 */
export function moment(world: World): number {
  const now = world.clock.micros()
  return now % 1_000_000 === 0 ? world.clock.micros() : now
}
