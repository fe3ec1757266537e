import { callingCodeOf, countryOf } from './country.ts'
import { areasOf } from './region.ts'

export const NUMBER_TYPES = ['local', 'national', 'mobile', 'tollfree', 'shortcode'] as const
export type NumberType = (typeof NUMBER_TYPES)[number]

/** How the numbers begin that the simulator lets in countries without area codes here, after the calling code. */
export const BLOCKS = { local: '20055', mobile: '95055', national: '30055' } as const satisfies Partial<
  Record<NumberType, string>
>

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
  return national.startsWith(BLOCKS.mobile) ? 'mobile' : national.startsWith(BLOCKS.national) ? 'national' : 'local'
}
