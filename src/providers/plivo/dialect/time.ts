import type { Profile } from '../../../core/world.ts'

/** From its first microsecond on, up to the one before `until`. */
export interface Span {
  from: number
  until: number
}

const SECOND = 1_000_000

/** Microseconds since 1970 as records show them. Today's service and the page on messages write them differently. */
export const recordTime: Record<Profile, (micros: number) => string> = {
  actual: (micros) => `${callbackTime(micros)}+00:00`,
  documented: (micros) => `${dayOf(micros)}T${clockOf(micros)}`,
}

/** As callbacks show them. */
export const callbackTime = (micros: number): string => `${dayOf(micros)} ${clockOf(micros)}.${fractionOf(micros)}`

/** As powerpacks and uploads show them. */
export const isoTime = (micros: number): string => `${dayOf(micros)}T${clockOf(micros)}.${fractionOf(micros)}Z`

const dayOf = (micros: number): string => inIso(micros).slice(0, 10)
const clockOf = (micros: number): string => inIso(micros).slice(11, 19)
const fractionOf = (micros: number): string => String(micros % SECOND).padStart(6, '0')

/** The last second written out: the rows of a list mostly share theirs. */
let last = { second: NaN, iso: '' }

function inIso(micros: number): string {
  const second = Math.floor(micros / SECOND)
  if (second !== last.second) last = { second, iso: new Date(second * 1000).toISOString() }
  return last.iso
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
