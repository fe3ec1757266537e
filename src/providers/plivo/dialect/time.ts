import { writtenMicros, writtenSecond } from '../../../core/clock/written-second.ts'
import type { Profile } from '../../../core/profile.ts'

/** From its first moment on, up to the one before `until`: microseconds, of a day milliseconds. */
export interface Span {
  from: number
  until: number
}

const SECOND = 1_000_000

/** Microseconds since 1970 as records show them. Today's service and the page on messages write them differently. */
export const recordTime: Record<Profile, (micros: number) => string> = {
  actual: (micros) => `${spaced(micros)}+00:00`,
  documented: (micros) => writtenSecond(Math.floor(micros / SECOND)),
}

/** As callbacks show them. */
export const callbackTime = (micros: number): string => spaced(micros)

/** As powerpacks and uploads show them. */
export const isoTime = (micros: number): string => `${exact(micros, false)}Z`

/** The day of a moment in milliseconds, as numbers and subaccounts show it. */
export const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10)

/** `2021-07-13 13:04:06.000123`. */
const spaced = (micros: number): string => exact(micros, true)

function exact(micros: number, blank: boolean): string {
  const second = Math.floor(micros / SECOND)
  return writtenMicros(second, micros - second * SECOND, blank)
}

const DAY = 24 * 60 * 60 * 1000

/** The milliseconds of a day written as `2026-01-31`, UTC; undefined where it is none. */
export function parseDay(written: string): Span | undefined {
  const span = /^\d{4}-\d\d-\d\d$/.test(written.trim()) ? parseFilterTime(`${written.trim()} 00:00`) : undefined
  return span && { from: span.from / 1000, until: span.from / 1000 + DAY }
}

const FILTER = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?$/

/** A filter's time, in UTC; undefined where it is none. */
export function parseFilterTime(written: string): Span | undefined {
  const parts = FILTER.exec(written.trim())
  if (!parts) return undefined
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(milliseconds)
  if (
    // Date.UTC takes the years 0 to 99 for those of the last century.
    date.getUTCFullYear() !== year ||
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    date.getUTCHours() !== hour ||
    second > 59 ||
    minute > 59
  )
    return undefined
  const fraction = parts[7]
  const from = milliseconds * 1000 + (fraction === undefined ? 0 : Number(fraction.padEnd(6, '0')))
  const length = fraction !== undefined ? 1 : parts[6] !== undefined ? SECOND : 60 * SECOND
  return { from, until: from + length }
}
