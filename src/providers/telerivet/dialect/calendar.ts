import { type TimeZone, TimeZones } from '../../../standards/time-zones.ts'

/** A day of the calendar, counted from 1970-01-01; where and when it begins is a time zone's business. */
export type Day = number

const DAY = 86_400_000

/** The day that is written YYYY-MM-DD; undefined where no calendar has it. */
export function dayOf(date: string): Day | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined
  const instant = Date.parse(`${date}T00:00:00Z`)
  // Some parsers take the 30th of February for the 2nd of March.
  return new Date(instant || 0).toISOString().startsWith(date) ? instant / DAY : undefined
}

/** As YYYY-MM-DD. */
export const dateOf = (day: Day): string => new Date(day * DAY).toISOString().slice(0, 10)

/** The year and the month, from 0 to 11, that a day is in. */
export function yearAndMonthOf(day: Day): [year: number, month: number] {
  const date = new Date(day * DAY)
  return [date.getUTCFullYear(), date.getUTCMonth()]
}

/** The first day of a month; what is beyond December runs on into the next year. */
export const firstOf = (year: number, month: number): Day => new Date(0).setUTCFullYear(year, month, 1) / DAY

/** The days of a time zone as instants, milliseconds since 1970. */
export class Calendar {
  readonly #zone: TimeZone

  /** @param timezone a name in the TZ database */
  constructor(timezone: string) {
    this.#zone = new TimeZones().of(timezone)!
  }

  dayAt(instant: number): Day {
    const { year, month, day } = this.#zone.localTimeAt(instant)
    return new Date(0).setUTCFullYear(year, month - 1, day) / DAY
  }

  /** When a day begins: not always at midnight, which some clocks skip in spring. */
  startOf(day: Day): number {
    const [year, month] = yearAndMonthOf(day)
    const dayOfMonth = day - firstOf(year, month) + 1
    return this.#zone.instantOf({ year, month: month + 1, day: dayOfMonth, hour: 0, minute: 0, second: 0 })
  }
}
