import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import { callingCodeAt, isNorthAmerican } from './calling-codes.ts'

/**
 * Reads a phone number however it is spelled.
 * @param country (ISO 3166) by whose plan it is read where it has no plus; none where that is not known
 * @returns what libphonenumber knows of it (`number` is its international form; `country`, `countryCallingCode`,
 * `isPossible()` by its length, `isValid()` by its digits, `getType()`, `formatNational()`, `formatInternational()`);
 * undefined where it is no phone number
 */
export const parseNumber = (written: string, country?: string | null): PhoneNumber | undefined =>
  parsePhoneNumberFromString(written, country ? { defaultCountry: country as CountryCode } : {}, metadata)

/** The international form of a number whose length is possible. */
export function possibleNumber(written: string, country?: string | null): string | undefined {
  if (WRITTEN_OUT.test(written)) return written
  const number = parseNumber(written, country)
  return number?.isPossible() ? number.number : undefined
}

/** The international form of digits that the plan of this country (ISO 3166) allows for a number there. */
export function numberAtHome(digits: string, country: string): string | undefined {
  if (isNorthAmerican(country)) return NORTH_AMERICAN.test(digits) ? `+1${digits}` : undefined
  const number = parseNumber(digits, country)
  return number?.isValid() ? number.number : undefined
}

/** Whether digits can be an international number that lacks its plus: its calling code comes first. */
export function isWhole(digits: string): boolean {
  const code = callingCodeAt(digits)
  return code === '1' ? NORTH_AMERICAN.test(digits.slice(1)) : code !== undefined
}

/** What no plan has to be asked about, as all plans take a while to be read. */
const WRITTEN_OUT = /^\+1[2-9]\d\d[2-9]\d{6}$/

/** Neither areas nor exchanges of that plan begin with 0 or 1; the library's own pattern is wider. */
const NORTH_AMERICAN = /^[2-9]\d\d[2-9]\d{6}$/
