import type { TimeZone, TimeZones } from '../../../standards/time-zones.ts'

/** How days are written, in which order. */
export type DateOrder = 'day_first' | 'month_first' | 'year_first'

/** What expressions are evaluated by, beside what they are about. It has to stand still while one is evaluated. */
export interface Environment {
  readonly zone: Zone
  /** Finds the zones that expressions name. */
  readonly zones: Pick<TimeZones, 'of'>
  readonly order: DateOrder
  /** Microseconds since 1970. */
  readonly now: number
  /** A fresh draw: at least 0, less than 1. */
  readonly random: () => number
}

/** Where clocks show what. */
export interface Zone {
  /** As the TZ database has it; empty where all that is known is how far clocks are ahead. */
  readonly name: string
  /** Milliseconds that clocks are ahead of UTC at an instant, in milliseconds since 1970. */
  offsetAt(instant: number): number
}

export const UTC: Zone = { name: 'UTC', offsetAt: () => 0 }

/** @param clock of the TZ database, by that name */
export const namedZone = (name: string, clock: TimeZone): Zone => ({
  name,
  offsetAt: (instant) => clock.offsetAt(instant),
})

/** Somewhere that clocks are so many milliseconds ahead of UTC. */
export const zoneAhead = (offset: number): Zone => ({ name: '', offsetAt: () => offset })
