import type { Zone } from './environment.ts'

const DAY = 86_400_000

/** What is less than a millisecond, in nanoseconds. */
type Nanos = number

/** A day of the calendar, anywhere. Years are 0 to 9999. */
export class DateValue {
  /** Days since 1970. */
  readonly #days: number

  constructor(days: number) {
    this.#days = days
  }

  /** Months and days beyond their number run on into the next; undefined where the year is beyond its own. */
  static of(year: number, month: number, day: number): DateValue | undefined {
    const date = new Date(0)
    date.setUTCFullYear(year, month - 1, day) // Date.UTC takes the years 0 to 99 for others
    return isYear(date.getUTCFullYear()) ? new DateValue(date.getTime() / DAY) : undefined
  }

  get days(): number {
    return this.#days
  }

  get year(): number {
    return this.#date.getUTCFullYear()
  }

  /** From 1. */
  get month(): number {
    return this.#date.getUTCMonth() + 1
  }

  get day(): number {
    return this.#date.getUTCDate()
  }

  /** From 0, which is Sunday. */
  get weekday(): number {
    return this.#date.getUTCDay()
  }

  /** From 1; weeks begin on Sunday, and the first is the one that has the first of January. */
  get week(): number {
    const first = DateValue.of(this.year, 1, 1)!
    return Math.floor((this.#days - first.days + first.weekday) / 7) + 1
  }

  plus(years: number, months: number, days: number): DateValue | undefined {
    return DateValue.of(this.year + years, this.month + months, this.day + days)
  }

  get #date(): Date {
    return new Date(this.#days * DAY)
  }
}

/** NaN, which is what days beyond all reckoning have for a year, is none. */
const isYear = (year: number): boolean => year >= 0 && year <= 9999

/** A time of day. */
export class TimeValue {
  /** Milliseconds since midnight. */
  readonly millis: number
  readonly nanos: Nanos

  constructor(millis: number, nanos: Nanos = 0) {
    this.millis = millis
    this.nanos = nanos
  }

  /** @param fraction digits of the second, of which nine count */
  static of(hour: number, minute: number, second: number, fraction = ''): TimeValue {
    const nanos = Number(fraction.slice(0, 9).padEnd(9, '0'))
    return new TimeValue(((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(nanos / 1_000_000), nanos % 1_000_000)
  }

  static readonly MIDNIGHT = new TimeValue(0)

  get hour(): number {
    return Math.floor(this.millis / 3_600_000)
  }

  get minute(): number {
    return Math.floor(this.millis / 60_000) % 60
  }

  get second(): number {
    return Math.floor(this.millis / 1000) % 60
  }

  /** Nine digits. */
  get fraction(): string {
    return String((this.millis % 1000) * 1_000_000 + this.nanos).padStart(9, '0')
  }
}

/** A moment, as clocks somewhere show it. Years there are 0 to 9999. */
export class DateTimeValue {
  /** Milliseconds since 1970. */
  readonly instant: number
  readonly nanos: Nanos
  readonly zone: Zone
  /** Milliseconds that clocks there are ahead of UTC. */
  readonly offset: number

  constructor(instant: number, nanos: Nanos, zone: Zone, offset = zone.offsetAt(instant)) {
    this.instant = instant
    this.nanos = nanos
    this.zone = zone
    this.offset = offset
  }

  /** @returns undefined where the year there is beyond its number */
  static at(instant: number, nanos: Nanos, zone: Zone): DateTimeValue | undefined {
    if (!(Math.abs(instant) < FARTHEST)) return undefined
    const value = new DateTimeValue(instant, nanos, zone)
    return isYear(value.date.year) ? value : undefined
  }

  /**
   * When clocks show this. Where they skip it, or show it twice, it is as the platform's language does it: by the offset
   * at that hour of UTC, or the one at the instant which that leads to.
   */
  static of(date: DateValue, { millis, nanos }: TimeValue, zone: Zone): DateTimeValue {
    const shown = date.days * DAY + millis
    const first = zone.offsetAt(shown)
    const offset = zone.offsetAt(shown - first)
    const instant = shown - offset
    return new DateTimeValue(instant, nanos, zone)
  }

  get date(): DateValue {
    return new DateValue(Math.floor((this.instant + this.offset) / DAY))
  }

  get time(): TimeValue {
    return new TimeValue((((this.instant + this.offset) % DAY) + DAY) % DAY, this.nanos)
  }

  in(zone: Zone): DateTimeValue {
    return new DateTimeValue(this.instant, this.nanos, zone)
  }

  /** Later by so many seconds. */
  plusSeconds(seconds: number): DateTimeValue | undefined {
    return DateTimeValue.at(this.instant + seconds * 1000, this.nanos, this.zone)
  }
}

/** Beyond every year of four digits, and within what a Date can be. */
const FARTHEST = 300_000_000_000_000
