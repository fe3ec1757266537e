/** A second since 1970 as `2025-01-14T09:30:15`, in UTC. */
export const writtenSecond = (second: number): string =>
  isOrdinary(second) ? written(second, 0, LETTER_T).slice(0, 19) : byDate(second)

/**
 * A moment as `2025-01-14T09:30:15.000482`, in UTC.
 * @param micros since that second
 * @param blank whether a blank stands in the place of the T
 */
export const writtenMicros = (second: number, micros: number, blank = false): string =>
  isOrdinary(second)
    ? written(second, micros, blank ? BLANK : LETTER_T)
    : `${blank ? byDate(second).replace('T', ' ') : byDate(second)}.${String(micros).padStart(6, '0')}`

const [LETTER_T, BLANK, DASH, COLON, POINT, ZERO] = [84, 32, 45, 58, 46, 48]

const isOrdinary = (second: number): boolean => second >= YEAR_0 && second < YEAR_10000

const byDate = (second: number): string => new Date(second * 1000).toISOString().slice(0, 19)

const YEAR_0 = -62_167_219_200
const YEAR_10000 = 253_402_300_800
const DAY = 86_400

/**
 * Reckoned and written in one piece: asking `Date` takes more than twice as long, putting pieces together three times.
 * Years begin with March, so that the leap day is their last; 400 of them have 146,097 days.
 * https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
function written(second: number, micros: number, between: number): string {
  const days = Math.floor(second / DAY)
  const rest = second - days * DAY
  const since = days + 719_468
  const era = Math.floor(since / 146_097)
  const day = since - era * 146_097
  const leap = Math.floor(day / 1460) - Math.floor(day / 36_524) + Math.floor(day / 146_096)
  const ofEra = Math.floor((day - leap) / 365)
  const ofYear = day - (365 * ofEra + Math.floor(ofEra / 4) - Math.floor(ofEra / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = era * 400 + ofEra + (month <= 2 ? 1 : 0)
  const date = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const [century, ofCentury] = [Math.floor(year / 100), year % 100]
  const [hour, minute, ofMinute] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60]
  const [first, middle, last] = [Math.floor(micros / 10_000), Math.floor(micros / 100) % 100, micros % 100]
  // oxfmt-ignore
  return String.fromCharCode(
    tens(century), ones(century), tens(ofCentury), ones(ofCentury), DASH, tens(month), ones(month), DASH, tens(date), ones(date),
    between, tens(hour), ones(hour), COLON, tens(minute), ones(minute), COLON, tens(ofMinute), ones(ofMinute),
    POINT, tens(first), ones(first), tens(middle), ones(middle), tens(last), ones(last),
  )
}

/** The codes of the digits of a number below a hundred. */
const tens = (number: number): number => ZERO + Math.floor(number / 10)
const ones = (number: number): number => ZERO + (number % 10)
