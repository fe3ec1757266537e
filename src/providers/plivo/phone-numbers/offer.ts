import * as Type from 'typebox'
import { toAddress } from '../../../core/network/address.ts'
import { routes } from '../../../core/network/route.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { nullable } from '../dialect/endpoints.ts'
import { callingCodeOf } from '../../../standards/calling-codes.ts'
import { countryOf } from '../numbers/country.ts'
import { blockOf, type NumberType, TOLL_FREE_AREAS, typeOf } from '../numbers/number-type.ts'
import { NORTH_AMERICA, offersMms, type Service } from '../numbers/number.ts'
import { areasOf, regionOf } from '../numbers/region.ts'

export const OFFER_TYPES = ['local', 'tollfree', 'fixed', 'mobile', 'national', 'any'] as const
type OfferType = (typeof OFFER_TYPES)[number]

/** The last four digits that are kept for fiction. */
const FICTION = Array.from({ length: 100 }, (_, index) => `01${String(index).padStart(2, '0')}`)

export interface Wanted {
  country: string
  type: OfferType
  pattern?: string | undefined
  services?: readonly Service[] | undefined
  region?: string | undefined
  city?: string | undefined
  lata?: string | undefined
  rate_center?: string | undefined
  npanxx?: string | undefined
}

/** The numbers of a country that nobody in this world has and that are as they are wanted, in their order. */
export function offersIn(world: World, wanted: Wanted): string[] {
  const code = callingCodeOf(wanted.country)
  if (code === undefined || isNowhere(wanted)) return []
  const taken = world.collection(routes)
  return prefixesOf(wanted.country, wanted.type)
    .filter((prefix) => isIn(wanted.region, code + prefix))
    .flatMap((prefix) => FICTION.map((end) => prefix + end))
    .filter((local) => matches(local, wanted.pattern) && local.startsWith(wanted.npanxx ?? ''))
    .map((local) => code + local)
    .filter((number) => countryOf(number) === wanted.country && !taken.get(toAddress(number)))
}

/** What no number here has. */
const isNowhere = ({ country, services, city, lata, rate_center, npanxx }: Wanted): boolean =>
  city !== undefined ||
  lata !== undefined ||
  rate_center !== undefined ||
  (npanxx !== undefined && !NORTH_AMERICA.includes(country)) ||
  (services !== undefined && services.includes('mms') && !offersMms(country))

function prefixesOf(country: string, type: OfferType): string[] {
  const blocks = blocksOf(country)
  if (type === 'any') return Object.values(blocks).flat()
  return blocks[type === 'fixed' ? 'local' : type] ?? []
}

/** What the numbers of a country begin with after its calling code, by kind. */
function blocksOf(country: string): Partial<Record<NumberType, string[]>> {
  const areas = areasOf(country)
  const block = (type: 'local' | 'mobile' | 'national'): string[] => [blockOf(country, type)]
  if (!areas) return { local: block('local'), mobile: block('mobile'), national: block('national') }
  return { local: areas.map(inFiction), tollfree: country === 'US' ? TOLL_FREE_AREAS.map(inFiction) : [] }
}

const inFiction = (area: string): string => `${area}555`

const isIn = (region: string | undefined, prefix: string): boolean =>
  region === undefined || regionOf(prefix).toLowerCase().startsWith(region.toLowerCase())

/** A pattern is how a number begins after its calling code; with stars, where its digits stand anywhere. */
function matches(local: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true
  return pattern.includes('*') ? local.includes(pattern.replaceAll('*', '')) : local.startsWith(pattern)
}

/** How a number (digits) that can be rented looks to the caller of an auth id. */
export const offerView = viewOf<string, string>()('Phone number to rent', {
  city: [nullable(Type.String()), null],
  compliance_requirement: [nullable(Type.String()), null],
  country: [Type.String(), countryOf],
  lata: [nullable(Type.Integer()), null],
  mms_enabled: [Type.Boolean(), (number) => offersMms(countryOf(number))],
  mms_rate: [nullable(Type.String()), (number) => (offersMms(countryOf(number)) ? '0.00000' : null)],
  monthly_rental_rate: [Type.String(), '0.80000'],
  number: [Type.String(), (number) => number],
  prefix: [Type.String(), (number) => (number.startsWith('1') ? number.slice(1, 4) : '')],
  rate_center: [nullable(Type.String()), null],
  region: [Type.String(), regionOf],
  resource_uri: [Type.String(), (number, _world, authId) => `/v1/Account/${authId}/PhoneNumber/${number}/`],
  restriction: [nullable(Type.String()), null],
  restriction_text: [nullable(Type.String()), null],
  setup_rate: [Type.String(), '0.00000'],
  sms_enabled: [Type.Boolean(), true],
  sms_rate: [Type.String(), '0.00000'],
  sub_type: [nullable(Type.String()), null],
  type: [Type.String(), (number) => (typeOf(number) === 'local' ? 'fixed' : typeOf(number))],
  voice_enabled: [Type.Boolean(), true],
  voice_rate: [Type.String(), '0.00000'],
})
