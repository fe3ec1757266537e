/** Countries of the North American plan, where ten digits are a whole number. */
const NORTH_AMERICA = new Set('AG AI AS BB BM BS CA DM DO GD GU JM KN KY LC MP MS PR SX TC TT US VC VG VI'.split(' '))

/** Neither areas nor exchanges of that plan begin with 0 or 1. */
const NORTH_AMERICAN = /^[2-9]\d\d[2-9]\d{6}$/

/**
 * A phone number as it is stored where nobody is known by it: in international form where that can be told from how it
 * was written and the country of the phone, digits alone where it cannot (short codes, local numbers, what no plan
 * allows), and as it is where it is no number at all.
 */
export function toPhoneNumber(written: string, country: string | null): string {
  if (E164.test(written)) return written
  const digits = digitsOf(written)
  if (digits === undefined) return written.trim()
  if (written.includes('+')) return `+${digits}`
  const american = country !== null && NORTH_AMERICA.has(country)
  if (american && NORTH_AMERICAN.test(digits)) return `+1${digits}`
  const abroad = digits.length > 10 ? ABROAD.exec(digits)?.[0] : undefined
  const whole = abroad === '00' || (abroad && american) ? digits.slice(abroad.length) : digits
  return (abroad || digits.length >= 11) && hasCountryCode(whole) ? `+${whole}` : digits
}

/** No country's code begins with 0, and what follows a 1 is North American. */
const hasCountryCode = (digits: string): boolean =>
  digits[0] === '1' ? NORTH_AMERICAN.test(digits.slice(1)) : digits[0] !== '0'

/** What one dials before a country's code: 011 in North America, 00 nearly everywhere else. */
const ABROAD = /^(?:00|011)/

const E164 = /^\+\d{7,15}$/
const SPELLING = /^[\s]*\+?[\d\s().\-/]+$/

/** The digits of something spelled like a phone number; undefined for a sender's name and the like. */
function digitsOf(written: string): string | undefined {
  if (!SPELLING.test(written)) return undefined
  const digits = written.replace(/\D/g, '')
  return digits === '' ? undefined : digits
}

/** Short codes have three digits at least, whole numbers fifteen at most. */
export function isDialable(written: string): boolean {
  const digits = E164.test(written) ? '1234' : digitsOf(written)
  return digits !== undefined && digits.length >= 3 && digits.length <= 15
}

/** Two spellings are of one number only if so many of their last digits are the same; shorter ones are short codes. */
const COMMON = 7

/** What all spellings of one number have in common: contacts are looked up by it. */
export function suffixOf(written: string): string {
  if (E164.test(written)) return written.slice(-COMMON)
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
