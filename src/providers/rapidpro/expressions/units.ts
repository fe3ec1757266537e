import { DateTimeValue, type DateValue } from './calendar.ts'

/** How long a unit is, and how many lie between two moments; `plus` is undefined beyond all years of four digits. */
interface Unit {
  readonly plus: (moment: DateTimeValue, count: number) => DateTimeValue | undefined
  readonly between: (one: DateTimeValue, other: DateTimeValue) => number
}

const ofLength = (seconds: number): Unit => ({
  plus: (moment, count) => moment.plusSeconds(count * seconds),
  between: (one, other) =>
    Math.trunc((other.instant - one.instant + (other.nanos - one.nanos) / 1e6) / (seconds * 1000)),
})

/** Counted by the days that clocks where each moment is show. */
const ofCalendar = (
  plus: (date: DateValue, count: number) => DateValue | undefined,
  between: (one: DateValue, other: DateValue) => number,
): Unit => ({
  plus: (moment, count) => {
    const date = plus(moment.date, count)
    return date && DateTimeValue.of(date, moment.time, moment.zone)
  },
  between: (one, other) => between(one.date, other.date),
})

/** Months of 31 days and others: what is beyond a month runs on into the next. */
export const UNITS: Readonly<Record<string, Unit>> = {
  s: ofLength(1),
  m: ofLength(60),
  h: ofLength(3600),
  D: ofCalendar(
    (date, count) => date.plus(0, 0, count),
    (one, other) => other.days - one.days,
  ),
  W: ofCalendar(
    (date, count) => date.plus(0, 0, 7 * count),
    (one, other) => Math.trunc((other.days - one.days) / 7),
  ),
  M: ofCalendar(
    (date, count) => date.plus(0, count, 0),
    (one, other) => (other.year - one.year) * 12 + other.month - one.month,
  ),
  Y: ofCalendar(
    (date, count) => date.plus(count, 0, 0),
    (one, other) => other.year - one.year,
  ),
}
