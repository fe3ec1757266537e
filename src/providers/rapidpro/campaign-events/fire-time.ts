import type { TimeZone } from '../../../standards/time-zones.ts'
import { FURTHEST } from '../../../core/store/kept.ts'
import type { CampaignEvent } from './campaign-event.ts'

/** What decides about the moment at which an event comes. */
export type Offset = Pick<CampaignEvent, 'offset' | 'unit' | 'delivery_hour'>

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Days of the calendar in the units that are counted by it. */
const DAYS: Readonly<Partial<Record<Offset['unit'], number>>> = { days: 1, weeks: 7 }

/** Milliseconds in the units that are counted by length. */
const LENGTHS: Readonly<Partial<Record<Offset['unit'], number>>> = { minutes: MINUTE, hours: HOUR }

/**
 * When an event comes that counts from a date, in milliseconds since 1970: the date's next full minute, plus the offset, and
 * then at the delivery hour of that day. Minutes and hours are counted by their length, days and weeks by the calendar.
 * @param date microseconds since 1970
 */
export function fireTime(date: number, { offset, unit, delivery_hour }: Offset, zone: TimeZone): number {
  const minute = Math.ceil(date / (MINUTE * 1000)) * MINUTE
  const length = LENGTHS[unit]
  const moved = length === undefined ? daysFrom(minute, offset * DAYS[unit]!, zone) : minute + offset * length
  return delivery_hour < 0 ? moved : atHour(moved, delivery_hour, zone)
}

/** The same time by clocks on the wall, so many days on. */
function daysFrom(instant: number, days: number, zone: TimeZone): number {
  if (days === 0) return instant
  const wall = instant + offsetAt(zone, instant)
  return instantOf(wall + days * 24 * HOUR, zone)
}

function atHour(instant: number, hour: number, zone: TimeZone): number {
  const wall = instant + offsetAt(zone, instant)
  return instantOf(Math.floor(wall / (24 * HOUR)) * 24 * HOUR + hour * HOUR, zone)
}

/**
 * When clocks on the wall show a time. Where they show it twice or never, it goes by the offset that the platform, which is
 * written in Go, takes (`time.Date`): the one on the other side of the change from where that time would lie in UTC.
 * @param wall the time as if it were one in UTC
 */
function instantOf(wall: number, zone: TimeZone): number {
  const guess = offsetAt(zone, wall)
  return wall - offsetAt(zone, wall - guess)
}

/** No calendar goes further than this: what lies beyond never comes, or is long over. */
const offsetAt = (zone: TimeZone, instant: number): number =>
  Math.abs(instant) > FURTHEST ? 0 : zone.offsetAt(instant)
