import type { CountryCode } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import { once } from './once.ts'

/** The calling code that an international number (digits) begins with; undefined where there is no such code. */
export function callingCodeAt(digits: string): string | undefined {
  for (let length = 1; length <= LONGEST_CODE; length++) {
    const code = digits.slice(0, length)
    if (Object.hasOwn(metadata.country_calling_codes, code) || Object.hasOwn(metadata.nonGeographic, code)) return code
  }
  return undefined
}

const LONGEST_CODE = 3

/** A country's calling code, which it may share with others; undefined where the country (ISO 3166) has none. */
export const callingCodeOf = (country: string): string | undefined =>
  Object.hasOwn(metadata.countries, country) ? (planOf(country as CountryCode)[CALLING_CODE] as string) : undefined

/**
 * The country (ISO 3166) of an international number (digits, the calling code first); undefined where it has none. A
 * number that fits none of several countries with one code (a toll-free number fits all) counts as the largest's.
 */
export function countryOf(digits: string): CountryCode | undefined {
  const code = callingCodeAt(digits)
  if (code === undefined) return undefined
  const countries = metadata.country_calling_codes[code] ?? []
  if (countries.length < 2) return countries[0]
  const national = digits.slice(code.length)
  return (
    sharers()
      .get(code)!
      .find(({ numbers }) => numbers.test(national))?.country ?? countries[0]
  )
}

/** Whether it is a country of the North American plan, whose numbers are dialled alike: +1 and ten digits. */
export const isNorthAmerican = (country: string): boolean => callingCodeOf(country) === '1'

/** Where a country's numbering plan has what. See METADATA.md of libphonenumber-js. */
const CALLING_CODE = 0
const LEADING_DIGITS = 10
const TYPES = 11
/** Of the types, what belongs to a place or a person there. All others (toll-free and the like) are common to a code. */
const FIXED_LINE = 0
const MOBILE = 1

type Plan = readonly unknown[]
const planOf = (country: CountryCode): Plan => metadata.countries[country] as Plan

/** By calling code, the countries that share it and what their national numbers look like; the largest comes first. */
const sharers = once(
  () =>
    new Map(
      Object.entries(metadata.country_calling_codes)
        .filter(([, countries]) => countries.length > 1)
        .map(([code, countries]) => [
          code,
          countries.map((country) => ({ country, numbers: numbersOf(planOf(country)) })),
        ]),
    ),
)

function numbersOf(plan: Plan): RegExp {
  if (plan[LEADING_DIGITS]) return new RegExp(`^(?:${plan[LEADING_DIGITS] as string})`)
  const types = (plan[TYPES] ?? []) as readonly (readonly string[] | 0 | undefined)[]
  const patterns = [FIXED_LINE, MOBILE].flatMap((type) => (types[type] ? [types[type][0]] : [])).filter(Boolean)
  return new RegExp(`^(?:${patterns.join('|')})$`)
}
