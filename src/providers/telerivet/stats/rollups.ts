import { type Day, firstOf, yearAndMonthOf } from '../dialect/calendar.ts'

/** Days that are counted together: the first and the last of them. */
export interface Interval {
  first: Day
  last: Day
}

/** "rollup: date interval to group by": the interval that a day is in. The document names no first day of the week; ISO 8601 does. */
const INTERVAL_OF = {
  day: (day) => ({ first: day, last: day }),
  week: (day) => {
    const first = day - modulo(day + THURSDAY, 7)
    return { first, last: first + 6 }
  },
  month: (day) => {
    const [year, month] = yearAndMonthOf(day)
    return { first: firstOf(year, month), last: firstOf(year, month + 1) - 1 }
  },
  year: (day) => {
    const [year] = yearAndMonthOf(day)
    return { first: firstOf(year, 0), last: firstOf(year + 1, 0) - 1 }
  },
  all: () => ({ first: -Infinity, last: Infinity }),
} satisfies Record<string, (day: Day) => Interval>

/** What day 0 is, counted from Monday. */
const THURSDAY = 3

const modulo = (value: number, by: number): number => ((value % by) + by) % by

export type Rollup = keyof typeof INTERVAL_OF
export const ROLLUPS = Object.keys(INTERVAL_OF) as readonly Rollup[]

/** The interval that a day is in, as far as it was asked about. */
export function intervalOf(day: Day, rollup: Rollup, asked: Interval): Interval {
  const { first, last } = INTERVAL_OF[rollup](day)
  return { first: Math.max(first, asked.first), last: Math.min(last, asked.last) }
}
