import { isNorthAmerican } from '../../../standards/calling-codes.ts'
import { digitsOf, isE164 } from '../../../standards/e164.ts'
import { isWhole, numberAtHome } from '../../../standards/phone-numbers.ts'

/**
 * A phone number as it is stored where nobody is known by it: in international form where that can be told from how it
 * was written and the country of the phone, digits alone where it cannot (short codes, local numbers, what no plan
 * allows), and as it is where it is no number at all.
 */
export function toPhoneNumber(written: string, country: string | null): string {
  if (isE164(written)) return written
  const digits = digitsOf(written)
  if (digits === undefined) return written.trim()
  if (written.includes('+')) return `+${digits}`
  return abroad(digits, country) ?? (country === null ? undefined : numberAtHome(digits, country)) ?? digits
}

/** A number that has its calling code: so many digits, or dialled as one dials abroad. */
function abroad(digits: string, country: string | null): string | undefined {
  if (digits.length <= LONGEST_AT_HOME) return undefined
  const prefix = country !== null && isNorthAmerican(country) ? /^(?:00|011)/ : /^00/
  const whole = digits.replace(prefix, '')
  return isWhole(whole) ? `+${whole}` : undefined
}

/** More digits than this are a number with its calling code, unless they begin with a zero. */
const LONGEST_AT_HOME = 10

/** Short codes have three digits at least, whole numbers fifteen at most. */
export function isDialable(written: string): boolean {
  const digits = isE164(written) ? '1234' : digitsOf(written)
  return digits !== undefined && digits.length >= 3 && digits.length <= 15
}

/** Two spellings are of one number only if so many of their last digits are the same; shorter ones are short codes. */
const COMMON = 7

/** What all spellings of one number have in common: contacts are looked up by it. */
export function suffixOf(written: string): string {
  if (isE164(written)) return written.slice(-COMMON)
  const digits = digitsOf(written)
  if (digits === undefined) return written.trim().toLowerCase()
  return digits.length < COMMON ? digits : digits.slice(-COMMON)
}

/**
 * How well two spellings fit: the number of digits in common where one is the other's end, Infinity where they are the
 * same, 0 where they are different numbers. Two international forms are the same number or they are not.
 */
export function likeness(one: string, other: string): number {
  if (one === other) return Infinity
  const a = digitsOf(one)
  const b = digitsOf(other)
  if (a === undefined || b === undefined) return one.trim().toLowerCase() === other.trim().toLowerCase() ? Infinity : 0
  if (a === b) return Infinity
  if (one.trim().startsWith('+') && other.trim().startsWith('+')) return 0
  // The zero in front of a national number is not dialled from abroad.
  const [short, long] = [withoutZero(a), withoutZero(b)].sort((x, y) => x.length - y.length) as [string, string]
  return short.length >= COMMON && long.endsWith(short) ? short.length : 0
}

const withoutZero = (digits: string): string => digits.replace(/^0+/, '')

/**
 * A number as it is stored where another was known: of two spellings of one number the fuller, and there is none fuller
 * than the international form; else the new one, completed by the country.
 */
export function respell(known: string | null, written: string, country: string | null): string {
  const given = toPhoneNumber(written, country)
  const digits = digitsOf(written)
  if (known === null || digits === undefined || (known !== given && likeness(known, written) === 0)) return given
  if (known.startsWith('+')) return known
  return given.startsWith('+') || digits.length > digitsOf(known)!.length ? given : known
}
