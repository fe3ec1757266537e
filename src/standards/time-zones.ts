/** Whether a text is the name of a time zone in the TZ database, such as Europe/Berlin. */
export const isTimeZone = (name: string): boolean => formatOf(name) !== undefined

/** What a clock on the wall shows; months from 1 to 12. */
export interface LocalTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

/** The time zones that were asked for, by name. Making one costs as much as hundreds of questions to it: keep this and pass it. */
export class TimeZones {
  readonly #known = new Map<string, TimeZone>()

  /** The zone of that name; undefined where the TZ database has none. */
  of(name: string): TimeZone | undefined {
    const known = this.#known.get(name)
    if (known) return known
    const format = formatOf(name)
    if (!format) return undefined
    const zone = new TimeZone(format)
    // Names are understood whatever their case, so that there are more of them than zones.
    if (this.#known.size >= MOST_KNOWN) this.#known.clear()
    this.#known.set(name, zone)
    return zone
  }
}

const MOST_KNOWN = 1000

/** Clocks on the wall somewhere, upon what Intl knows. Instants are milliseconds since 1970, offsets milliseconds east of UTC. */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat

  constructor(format: Intl.DateTimeFormat) {
    this.#format = format
  }

  /** How far clocks are ahead of UTC at an instant. */
  offsetAt(instant: number): number {
    const whole = Math.floor(instant / 1000) * 1000
    return asIfInUtc(this.localTimeAt(whole)) - whole
  }

  /** What clocks show at an instant. */
  localTimeAt(instant: number): LocalTime {
    const shown: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
    for (const { type, value } of this.#format.formatToParts(instant)) shown[type] = value
    const year = Number(shown.year)
    return {
      year: shown.era === 'B' ? 1 - year : year,
      month: Number(shown.month),
      day: Number(shown.day),
      hour: Number(shown.hour),
      minute: Number(shown.minute),
      second: Number(shown.second),
    }
  }

  /** The instants at which clocks show this: none where they skip it, two where they are put back, else one. */
  instantsOf(local: LocalTime): number[] {
    const utc = asIfInUtc(local)
    // No zone is a day from UTC, and none changes twice within two days.
    const offsets = new Set([this.offsetAt(utc - DAY), this.offsetAt(utc + DAY)])
    return [...offsets]
      .map((offset) => utc - offset)
      .filter((instant) => asIfInUtc(this.localTimeAt(instant)) === utc)
      .sort((one, other) => one - other)
  }

  /**
   * The instant that is meant by a local time: the first where clocks show it twice; where they skip it, as long after
   * their change as it is after the time at which they were changed.
   */
  instantOf(local: LocalTime): number {
    const utc = asIfInUtc(local)
    return this.instantsOf(local)[0] ?? utc - this.offsetAt(utc - DAY)
  }
}

const DAY = 86_400_000

/** The instant at which clocks in UTC show this. What is beyond a month or a day runs on into the next. */
function asIfInUtc({ year, month, day, hour, minute, second }: LocalTime): number {
  const instant = new Date(0)
  instant.setUTCFullYear(year, month - 1, day) // Date.UTC takes the years 0 to 99 for others
  return instant.setUTCHours(hour, minute, second)
}

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  // Offsets such as +02:00 are understood too, but have no name in the database.
  if (!/^[A-Za-z].{0,63}$/.test(name)) return undefined
  try {
    return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'narrow',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return undefined
  }
}
