import * as standards from '../../../standards/calling-codes.ts'

/** The two letters of a number's country (digits with the calling code); empty where there is none. */
export const countryOf = (number: string): string => (WHOLE.test(number) ? (standards.countryOf(number) ?? '') : '')

/** Fewer digits are a short code. */
const WHOLE = /^\d{7,}$/
