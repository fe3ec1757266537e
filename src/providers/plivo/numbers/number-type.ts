import { callingCodeOf } from '../../../standards/calling-codes.ts'
import { countryOf } from './country.ts'
import { areasOf } from './region.ts'

export const NUMBER_TYPES = ['local', 'national', 'mobile', 'tollfree', 'shortcode'] as const
export type NumberType = (typeof NUMBER_TYPES)[number]

/** How the numbers begin that the simulator lets in countries without area codes here, after the calling code. */
const BLOCKS = { local: '20055', mobile: '95055', national: '30055' } as const satisfies Partial<
  Record<NumberType, string>
>

/** How all numbers of a country begin that shares its calling code with a larger one. */
const LEADING: Readonly<Record<string, string>> = { KZ: '7' }

/** The same for one country. */
export const blockOf = (country: string, type: keyof typeof BLOCKS): string => (LEADING[country] ?? '') + BLOCKS[type]

/** Area codes that callers do not pay for. */
export const TOLL_FREE_AREAS = ['800', '833', '844', '855', '866', '877', '888']

const TOLL_FREE = new RegExp(`^1(${TOLL_FREE_AREAS.join('|')})\\d{7}$`)

export const isTollFree = (digits: string): boolean => TOLL_FREE.test(digits)

/** What kind a number (digits) is; local where its digits do not tell. */
export function typeOf(digits: string): NumberType {
  if (isTollFree(digits)) return 'tollfree'
  const country = countryOf(digits)
  const code = areasOf(country) ? undefined : callingCodeOf(country)
  if (code === undefined) return 'local'
  const national = digits.slice(code.length)
  const isIn = (type: keyof typeof BLOCKS): boolean => national.startsWith(blockOf(country, type))
  return isIn('mobile') ? 'mobile' : isIn('national') ? 'national' : 'local'
}
