import { type Static, Type } from '@sinclair/typebox'
import { toAddress } from '../../../core/network/address.ts'
import { routes } from '../../../core/network/route.ts'
import type { World } from '../../../core/world.ts'
import { nullable } from '../dialect/endpoints.ts'
import { callingCodeOf, countryOf } from '../numbers/country.ts'
import { isTollFree, offersMms } from '../numbers/number.ts'

export const OFFER_TYPES = ['local', 'tollfree', 'fixed', 'mobile', 'national', 'any'] as const
export type OfferType = (typeof OFFER_TYPES)[number]

/** Area codes in which the simulator has numbers to let; elsewhere there is one block for a country. */
const AREAS: Readonly<Record<string, string>> = {
  US: '201 202 206 212 213 303 305 312 404 408 415 503 512 602 612 617 646 702 713 718 805 917',
  CA: '416 514 604',
}
const TOLL_FREE_AREAS = '800 833 844 855 866 877 888'
/** The last four digits that are kept for fiction. */
const FICTION = Array.from({ length: 100 }, (_, index) => `01${String(index).padStart(2, '0')}`)

/** The numbers of a country that nobody in this world has, in their order. */
export function offersIn(world: World, country: string, type: OfferType, pattern: string | undefined): string[] {
  const code = callingCodeOf(country)
  if (code === undefined) return []
  const taken = world.collection(routes)
  return prefixesOf(country, type)
    .flatMap((prefix) => FICTION.map((end) => prefix + end))
    .filter((local) => matches(local, pattern) && !taken.get(toAddress(code + local)))
    .map((local) => code + local)
}

function prefixesOf(country: string, type: OfferType): string[] {
  const areas = type === 'tollfree' ? (country === 'US' || country === 'CA' ? TOLL_FREE_AREAS : '') : AREAS[country]
  if (areas === undefined) return ['70055']
  return areas === '' ? [] : areas.split(' ').map((area) => `${area}555`)
}

/** A pattern is how a number begins after its country code; with stars, where its digits stand anywhere. */
function matches(local: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true
  return pattern.includes('*') ? local.includes(pattern.replaceAll('*', '')) : local.startsWith(pattern)
}

export const offerSchema = Type.Object(
  {
    city: nullable(Type.String()),
    country: Type.String(),
    lata: nullable(Type.Integer()),
    mms_enabled: Type.Boolean(),
    mms_rate: nullable(Type.String()),
    monthly_rental_rate: Type.String(),
    number: Type.String(),
    prefix: Type.String(),
    rate_center: nullable(Type.String()),
    region: Type.String(),
    resource_uri: Type.String(),
    restriction: nullable(Type.String()),
    restriction_text: nullable(Type.String()),
    setup_rate: Type.String(),
    sms_enabled: Type.Boolean(),
    sms_rate: Type.String(),
    sub_type: nullable(Type.String()),
    type: Type.String(),
    voice_enabled: Type.Boolean(),
    voice_rate: Type.String(),
  },
  { additionalProperties: false, title: 'Phone number to rent' },
)

export function viewOffer(number: string, authId: string): Static<typeof offerSchema> {
  const country = countryOf(number)
  return {
    city: null,
    country,
    lata: null,
    mms_enabled: offersMms(country),
    mms_rate: offersMms(country) ? '0.00000' : null,
    monthly_rental_rate: '0.80000',
    number,
    prefix: number.startsWith('1') ? number.slice(1, 4) : '',
    rate_center: null,
    region: '',
    resource_uri: `/v1/Account/${authId}/PhoneNumber/${number}/`,
    restriction: null,
    restriction_text: null,
    setup_rate: '0.00000',
    sms_enabled: true,
    sms_rate: '0.00000',
    sub_type: null,
    type: isTollFree(number) ? 'tollfree' : 'fixed',
    voice_enabled: true,
    voice_rate: '0.00000',
  }
}
