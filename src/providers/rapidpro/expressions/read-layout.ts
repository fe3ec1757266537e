import { DateTimeValue, DateValue, TimeValue } from './calendar.ts'
import { UTC, type Zone, zoneAhead } from './environment.ts'
import { type Kind, partsOf } from './layouts.ts'
import { ErrorValue } from './values.ts'

/** How each part of a layout is read; what stands between them is read as it is. */
const PATTERNS: Readonly<Record<string, string>> = {
  YY: String.raw`(?<shortYear>\d\d)`,
  YYYY: String.raw`(?<year>\d{4})`,
  M: String.raw`(?<month>\d{1,2})`,
  MM: String.raw`(?<month>\d\d)`,
  D: String.raw` ?(?<day>\d{1,2})`,
  DD: String.raw`(?<day>\d\d)`,
  h: String.raw`(?<twelfth>\d{1,2})`,
  hh: String.raw`(?<twelfth>\d\d)`,
  t: String.raw`(?<hour>\d{1,2})`,
  tt: String.raw`(?<hour>\d{1,2})`,
  m: String.raw`(?<minute>\d{1,2})`,
  mm: String.raw`(?<minute>\d\d)`,
  s: String.raw`(?<second>\d{1,2})`,
  ss: String.raw`(?<second>\d\d)`,
  fff: String.raw`(?<fraction>\d{3})`,
  ffffff: String.raw`(?<fraction>\d{6})`,
  fffffffff: String.raw`(?<fraction>\d{9})`,
  aa: '(?<half>am|pm)',
  AA: '(?<half>AM|PM)',
  Z: String.raw`(?<zone>Z|[+-]\d\d:\d\d)`,
  ZZZ: String.raw`(?<zone>[+-]\d\d:\d\d)`,
}

/** Fractions of a second are read even where the layout has none. */
const FRACTION = String.raw`(?:[.,](?<fraction>\d+))?`

const LONGEST = 100

type Found = Readonly<Record<string, string | undefined>>

/** A moment written as a layout has it. A layout that names a part twice is as good as one that the text does not fit. */
export function readDateTime(text: string, layout: string, zone: Zone): DateTimeValue | ErrorValue {
  const found = find(text, layout, 'datetime')
  const date = found && dateOf(found)
  const time = found && timeOf(found)
  if (!found || !date || !time) return misfit(text, layout)
  if (found['zone'] === undefined) return DateTimeValue.of(date, time, zone)
  const ahead = offsetOf(found['zone'])
  const at = DateTimeValue.of(date, time, zoneAhead(ahead))
  return at.in(zoneOf(found['zone'], ahead, at.instant, zone))
}

/** A time of day written as a layout has it. */
export function readTime(text: string, layout: string): TimeValue | ErrorValue {
  const found = find(text, layout, 'time')
  return (found && timeOf(found)) ?? misfit(text, layout)
}

const misfit = (text: string, layout: string): ErrorValue => new ErrorValue(`cannot parse '${text}' as '${layout}'`)

function find(text: string, layout: string, kind: Kind): Found | undefined {
  const parts = partsOf(layout, kind, 'parsing')
  if (
    text.length > LONGEST ||
    layout.length > LONGEST ||
    new Set(parts.filter(isPart)).size < parts.filter(isPart).length
  )
    return undefined
  const hasFraction = parts.some((part) => part.startsWith('f'))
  const pattern = parts.map((part) => patternOf(part, hasFraction)).join('')
  try {
    return new RegExp(`^${pattern}$`).exec(text)?.groups ?? (pattern === text ? {} : undefined)
  } catch {
    return undefined // hours of both kinds, or a year twice
  }
}

const isPart = (part: string): boolean => Object.hasOwn(PATTERNS, part)

const patternOf = (part: string, hasFraction: boolean): string => {
  if (!isPart(part)) return part.startsWith(' ') ? ' +' : part.replaceAll(/[/.]/g, String.raw`\$&`)
  return PATTERNS[part]! + (/^s+$/.test(part) && !hasFraction ? FRACTION : '')
}

function dateOf({ year, shortYear, month = '1', day = '1' }: Found): DateValue | undefined {
  const short = shortYear === undefined ? undefined : Number(shortYear) + (Number(shortYear) < 69 ? 2000 : 1900)
  const date = DateValue.of(short ?? Number(year ?? 0), Number(month), Number(day))
  return date?.month === Number(month) && date.day === Number(day) ? date : undefined
}

function timeOf({ hour, twelfth, minute = '0', second = '0', fraction = '', half }: Found): TimeValue | undefined {
  const written = Number(hour ?? twelfth ?? 0)
  if (written > (hour === undefined ? 12 : 23) || Number(minute) > 59 || Number(second) > 59) return undefined
  return TimeValue.of(inDay(written, half?.toLowerCase()), Number(minute), Number(second), fraction)
}

/** An hour with the half of the day that it says it is in. */
export const inDay = (hour: number, half: string | undefined): number =>
  half === 'pm' && hour < 12 ? hour + 12 : half === 'am' && hour === 12 ? 0 : hour

/** Milliseconds ahead of UTC. */
export function offsetOf(written: string): number {
  if (written === 'Z') return 0
  const [hours = 0, minutes = 0] = written.slice(1).split(':').map(Number)
  return (hours * 60 + minutes) * (written.startsWith('-') ? -60_000 : 60_000)
}

/** A moment that says how far it is ahead is in the workspace's zone if that is as far ahead then, else in one without a name. */
export function zoneOf(written: string, ahead: number, instant: number, zone: Zone): Zone {
  if (written === 'Z') return UTC
  return zone.offsetAt(instant) === ahead ? zone : zoneAhead(ahead)
}
