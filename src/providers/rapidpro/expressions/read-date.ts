import { DateTimeValue, DateValue, TimeValue } from './calendar.ts'
import { type DateOrder, type Environment, zoneAhead } from './environment.ts'
import { inDay, offsetOf, zoneOf } from './read-layout.ts'

const WHOLE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d:\d\d)$/

const ISO = /^(\d{4})-(\d\d)-(\d\d)/

/** A date somewhere in a text, and which of its numbers is the year, the month and the day. */
const DATES: Readonly<Record<DateOrder, { pattern: RegExp; places: readonly [number, number, number] }>> = {
  day_first: { pattern: /\b(\d{1,2})[-.\\/_ ](\d{1,2})[-.\\/_ ](\d{4}|\d{2})\b/g, places: [3, 2, 1] },
  month_first: { pattern: /\b(\d{1,2})[-.\\/_ ](\d{1,2})[-.\\/_ ](\d{4}|\d{2})\b/g, places: [3, 1, 2] },
  year_first: { pattern: /\b(\d{4}|\d{2})[-.\\/_ ](\d{1,2})[-.\\/_ ](\d{1,2})\b/g, places: [1, 2, 3] },
}

const TIME = /\b(\d{1,2})(?::?(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?\W*([ap]m)?\b/gi

type Asked = Pick<Environment, 'zone' | 'order' | 'now'>

/**
 * The moment that a person means: ISO 8601 with a zone, or a day in the workspace's order and a time after it.
 * @param fill what a day without a time gets; midnight unless given
 */
export function dateTimeIn(written: string, environment: Asked, fill = TimeValue.MIDNIGHT): DateTimeValue | undefined {
  const text = written.replace(/^[ \n\r\t]+|[ \n\r\t]+$/g, '')
  const whole = wholeMoment(text, environment)
  if (whole) return whole
  const found = findDate(text, environment)
  return found && DateTimeValue.of(found.date, timeIn(found.rest) ?? fill, environment.zone)
}

/** The day that a person means; of a whole moment the one that is written, wherever that is. */
export const dateIn = (text: string, environment: Asked): DateValue | undefined =>
  findDate(text.replace(/^[ \n\r\t]+|[ \n\r\t]+$/g, ''), environment)?.date

function wholeMoment(text: string, { zone }: Asked): DateTimeValue | undefined {
  const [, year, month, day, hour, minute, second = '0', fraction, ahead] = WHOLE.exec(text) ?? []
  const date = dateOf(Number(year), Number(month), Number(day))
  const time = timeOf(Number(hour), Number(minute), Number(second), fraction)
  if (ahead === undefined || !date || !time) return undefined
  const offset = offsetOf(ahead)
  const at = DateTimeValue.of(date, time, zoneAhead(offset))
  return at.in(zoneOf(ahead, offset, at.instant, zone))
}

/** The first date that there is in the calendar, and the text after it. */
function findDate(text: string, { order, zone, now }: Asked): { date: DateValue; rest: string } | undefined {
  const [iso, year, month, day] = ISO.exec(text) ?? []
  const first = iso === undefined ? undefined : dateOf(Number(year), Number(month), Number(day))
  if (first) return { date: first, rest: text.slice(iso!.length) }
  const { pattern, places } = DATES[order]
  for (const match of text.matchAll(pattern)) {
    const [written, found, nth] = places.map((place) => match[place]!) as [string, string, string]
    const thisYear = new DateTimeValue(Math.floor(now / 1000), 0, zone).date.year
    const date = dateOf(fourDigits(written, thisYear), Number(found), Number(nth))
    // The years before 1000 are no dates here.
    if (date && date.year >= 1000) return { date, rest: text.slice(match.index + match[0].length) }
  }
  return undefined
}

/** Two digits stand for a year of this century up to this one, and of the last beyond. */
const fourDigits = (written: string, thisYear: number): number =>
  written.length > 2 ? Number(written) : Number(written) + (Number(written) > thisYear % 1000 ? 1900 : 2000)

const dateOf = (year: number, month: number, day: number): DateValue | undefined => {
  const date = DateValue.of(year, month, day)
  return date?.month === month && date.day === day ? date : undefined
}

/** The first time of day in a text; nearly any digits are one. */
export function timeIn(text: string): TimeValue | undefined {
  for (const [, hours, minutes = '0', seconds = '0', fraction = '', half] of text.matchAll(TIME)) {
    const hour = inDay(Number(hours), half?.toLowerCase())
    const time = timeOf(hour, Number(minutes), Number(seconds), fraction)
    if (time) return time
    // Midnight can be said so, too, but no other time of that hour.
    if (hour === 24 && !/[1-9]/.test(minutes + seconds + fraction)) return TimeValue.MIDNIGHT
  }
  return undefined
}

const timeOf = (hour: number, minute: number, second: number, fraction = ''): TimeValue | undefined =>
  hour <= 23 && minute <= 59 && second <= 59 ? TimeValue.of(hour, minute, second, fraction) : undefined
