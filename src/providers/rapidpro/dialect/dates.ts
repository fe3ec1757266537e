import type { TimeZone } from '../../../standards/time-zones.ts'
import { formatTime, parseTime } from './times.ts'

/** What a date is read by: where its writer lives, how dates are written there, and what time it is now. */
export interface DateStyle {
  readonly zone: TimeZone
  readonly style: keyof typeof DATES
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A moment with all its parts. */
const WHOLE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

const ISO = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})/

/** A date somewhere in a text, as each style has it. */
const DATES = {
  day_first: /\b(?<day>\d{1,2})[-.\\/_ ](?<month>\d{1,2})[-.\\/_ ](?<year>\d{4}|\d{2})\b/g,
  month_first: /\b(?<month>\d{1,2})[-.\\/_ ](?<day>\d{1,2})[-.\\/_ ](?<year>\d{4}|\d{2})\b/g,
  year_first: /\b(?<year>\d{4}|\d{2})[-.\\/_ ](?<month>\d{1,2})[-.\\/_ ](?<day>\d{1,2})\b/g,
} as const

const TIME = /\b(\d{1,2})(?::?(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(?:\W{0,5}([ap])m)?\b/gi

/**
 * The moment that a person means, as the platform's flow engine reads it: `2025-01-14T11:30:00.000000+02:00`, by clocks
 * where the workspace is; undefined where the text has no date. What has no time gets the time that it is now.
 */
export function readDate(written: string, { zone, style, now }: DateStyle): string | undefined {
  const text = written.trim()
  if (WHOLE.test(text)) {
    const whole = parseTime(text)
    return whole === undefined ? undefined : formatLocal(whole, zone)
  }
  const found = dateIn(text, style, zone.localTimeAt(now).year)
  if (!found) return undefined
  const time = timeIn(found.rest) ?? { ...zone.localTimeAt(now), micros: (now % 1000) * 1000 }
  const { hour, minute, second, micros } = time
  return formatLocal(zone.instantOf({ ...found.date, hour, minute, second }) * 1000 + micros, zone)
}

/**
 * The day that a person means, from its first microsecond to the first of the next: of a moment with all its parts by
 * the clocks that it is written by, else by those of the workspace; undefined where the text has no date.
 */
export function readDay(written: string, { zone, style, now }: DateStyle): { from: number; until: number } | undefined {
  const text = written.trim()
  if (WHOLE.test(text) && parseTime(text) !== undefined) {
    const from = parseTime(`${text.slice(0, 10)}T00:00${/(?:Z|[+-]..:..)$/.exec(text)![0]}`)
    if (from !== undefined) return { from, until: from + DAY }
  }
  const found = dateIn(text, style, zone.localTimeAt(now).year)
  if (!found) return undefined
  const from = zone.instantOf({ ...found.date, hour: 0, minute: 0, second: 0 }) * 1000
  // The platform counts on by hours, also where clocks are put forward or back.
  return { from, until: from + DAY }
}

const DAY = 86_400_000_000

interface Day {
  year: number
  month: number
  day: number
}

/** The first date that can be one, and the text without it. */
function dateIn(text: string, style: DateStyle['style'], thisYear: number): { date: Day; rest: string } | undefined {
  const iso = ISO.exec(text)
  for (const match of [...(iso ? [iso] : []), ...text.matchAll(DATES[style])]) {
    const { year, month, day } = match.groups as Record<keyof Day, string>
    const date = { year: fourDigits(year, thisYear), month: Number(month), day: Number(day) }
    if (!isInCalendar(date)) continue
    return { date, rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}` }
  }
  return undefined
}

function isInCalendar({ year, month, day }: Day): boolean {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Two digits stand for a year of this century up to this one, and of the last beyond. */
const fourDigits = (written: string, thisYear: number): number => {
  const year = Number(written)
  if (written.length > 2) return year
  return year + (year > thisYear % 1000 ? 1900 : 2000)
}

/** The first time of day that can be one; an hour alone is none, unless it says which half of the day. */
function timeIn(text: string): { hour: number; minute: number; second: number; micros: number } | undefined {
  for (const [, hours, minutes, seconds, fraction, half] of text.matchAll(TIME)) {
    if (minutes === undefined && half === undefined) continue
    const [written, minute, second] = [Number(hours), Number(minutes ?? 0), Number(seconds ?? 0)]
    const hour = half === undefined ? written : written <= 12 ? (written % 12) + (/p/i.test(half) ? 12 : 0) : written
    if (hour > 23 || minute > 59 || second > 59) continue
    return { hour, minute, second, micros: Number((fraction ?? '').padEnd(6, '0').slice(0, 6)) }
  }
  return undefined
}

/** A moment by the clocks of a zone, with how far these are ahead of UTC. Its microseconds are always there. */
function formatLocal(micros: number, zone: TimeZone): string | undefined {
  const ahead = zone.offsetAt(Math.floor(micros / 1000))
  const minutes = Math.round(Math.abs(ahead) / 60_000)
  const local = formatTime(micros + ahead * 1000).slice(0, -1)
  if (!/^\d{4}-/.test(local)) return undefined
  const offset = `${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  return `${local.includes('.') ? local : `${local}.000000`}${offset}`
}

const two = (number: number): string => String(number).padStart(2, '0')
