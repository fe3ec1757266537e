import { type DateTimeValue, DateValue, TimeValue } from './calendar.ts'

// How people lay out dates and times: YYYY-MM-DD tt:mm. A letter stands for what it is, as often as it is repeated.

export type Dated = DateValue | TimeValue | DateTimeValue

interface Shown {
  readonly date: DateValue
  readonly time: TimeValue
  /** Minutes ahead of UTC. */
  readonly ahead: number
}

/** What a layout can have, and of which kinds of values. */
interface Part {
  readonly of: 'date' | 'time' | 'datetime'
  readonly write: (shown: Shown) => string
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] // prettier-ignore
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

const padded = (number: number, digits = 2): string => String(number).padStart(digits, '0')

const ofDate = (as: (date: DateValue) => string): Part => ({ of: 'date', write: ({ date }) => as(date) })
const ofTime = (as: (time: TimeValue) => string): Part => ({ of: 'time', write: ({ time }) => as(time) })
const ofBoth = (as: (ahead: number) => string): Part => ({ of: 'datetime', write: ({ ahead }) => as(ahead) })

const half = ({ hour }: TimeValue): string => (hour < 12 ? 'AM' : 'PM')
const ofTwelve = ({ hour }: TimeValue): number => hour % 12 || 12

function written(ahead: number): string {
  const minutes = Math.abs(ahead)
  return `${ahead < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60))}:${padded(minutes % 60)}`
}

const PARTS: Readonly<Record<string, Part>> = {
  YY: ofDate(({ year }) => padded(year % 100)),
  YYYY: ofDate(({ year }) => padded(year, 4)),
  M: ofDate(({ month }) => String(month)),
  MM: ofDate(({ month }) => padded(month)),
  MMM: ofDate(({ month }) => MONTHS[month - 1]!.slice(0, 3)),
  MMMM: ofDate(({ month }) => MONTHS[month - 1]!),
  D: ofDate(({ day }) => String(day)),
  DD: ofDate(({ day }) => padded(day)),
  EEE: ofDate(({ weekday }) => DAYS[weekday]!.slice(0, 3)),
  EEEE: ofDate(({ weekday }) => DAYS[weekday]!),
  h: ofTime((time) => String(ofTwelve(time))),
  hh: ofTime((time) => padded(ofTwelve(time))),
  // At midnight nothing is left: the platform takes all zeros at the beginning away.
  t: ofTime(({ hour }) => (hour === 0 ? '' : String(hour))),
  tt: ofTime(({ hour }) => padded(hour)),
  m: ofTime(({ minute }) => String(minute)),
  mm: ofTime(({ minute }) => padded(minute)),
  s: ofTime(({ second }) => String(second)),
  ss: ofTime(({ second }) => padded(second)),
  fff: ofTime(({ fraction }) => fraction.slice(0, 3)),
  ffffff: ofTime(({ fraction }) => fraction.slice(0, 6)),
  fffffffff: ofTime(({ fraction }) => fraction),
  aa: ofTime((time) => half(time).toLowerCase()),
  AA: ofTime(half),
  Z: ofBoth((ahead) => (ahead === 0 ? 'Z' : written(ahead))),
  ZZZ: ofBoth(written),
}

/** Parts that can be written, but not be read. */
const WRITE_ONLY = new Set(['MMM', 'MMMM', 'EEE', 'EEEE'])

/** What stands between parts as it is. */
const BETWEEN = /^[ :/.,T\-_]/

export type Kind = 'date' | 'time' | 'datetime'

/** The parts of a layout and what stands between them, one after the other. @throws BadLayout */
export function partsOf(layout: string, kind: Kind, use: 'formatting' | 'parsing'): string[] {
  const parts = layout.match(/(.)\1*/gsu) ?? []
  for (const part of parts) {
    if (BETWEEN.test(part)) continue
    const known = Object.hasOwn(PARTS, part) && (kind === 'datetime' || PARTS[part]!.of === kind)
    if (!known || (use === 'parsing' && WRITE_ONLY.has(part)))
      throw new BadLayout(`'${part}' is not valid in a ${kind} ${use} layout`)
  }
  return parts
}

/** A layout that cannot be followed. Never leaves this folder. */
export class BadLayout extends Error {}

/** A date, time or moment as a layout has it; a moment by the clocks where it is. @throws BadLayout */
export function write(value: Dated, layout: string): string {
  const kind = value instanceof DateValue ? 'date' : value instanceof TimeValue ? 'time' : 'datetime'
  const shown = shownIn(value)
  return partsOf(layout, kind, 'formatting')
    .map((part) => (Object.hasOwn(PARTS, part) ? PARTS[part]!.write(shown) : part))
    .join('')
}

function shownIn(value: Dated): Shown {
  if (value instanceof DateValue) return { date: value, time: TimeValue.MIDNIGHT, ahead: 0 }
  if (value instanceof TimeValue) return { date: new DateValue(0), time: value, ahead: 0 }
  return { date: value.date, time: value.time, ahead: Math.trunc(value.offset / 60_000) }
}
