import type { TimeZone } from '../../../standards/time-zones.ts'
import { DateTimeValue, type DateOrder, TimeValue, dateTimeIn, namedZone } from '../expressions/index.ts'
import { formatTime } from './times.ts'

/** What a date is read by: where its writer lives, how dates are written there, and what time it is now. */
export interface DateStyle {
  readonly zone: TimeZone
  readonly style: DateOrder
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Where the writer lives, in the words of expressions: values are read as these read them. */
const askedOf = ({ zone, style, now }: DateStyle) => ({ zone: namedZone('', zone), order: style, now: now * 1000 })

/**
 * The moment that a person means, as the platform's flow engine reads it: `2025-01-14T11:30:00.000000+02:00`, by clocks
 * where the workspace is; undefined where the text has no date. What has no time gets the time that it is now.
 */
export function readDate(written: string, style: DateStyle): string | undefined {
  const asked = askedOf(style)
  const now = new DateTimeValue(style.now, 0, asked.zone)
  const at = dateTimeIn(written, asked, now.time)
  return at && formatLocal(at.instant * 1000 + Math.floor(at.nanos / 1000), style.zone)
}

/**
 * The day that a person means, from its first microsecond to the first of the next: of a moment with all its parts by
 * the clocks that it is written by, else by those of the workspace; undefined where the text has no date.
 */
export function readDay(written: string, style: DateStyle): { from: number; until: number } | undefined {
  const at = dateTimeIn(written, askedOf(style))
  if (!at) return undefined
  const from = DateTimeValue.of(at.date, TimeValue.MIDNIGHT, at.zone).instant * 1000
  // The platform counts on by hours, also where clocks are put forward or back.
  return { from, until: from + DAY }
}

const DAY = 86_400_000_000

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
