import { type Static, Type } from '@sinclair/typebox'
import { toAddress } from '../../../core/network/address.ts'
import { routes } from '../../../core/network/route.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { keptOwner, subaccountPath } from '../dialect/caller.ts'
import { nullable } from '../dialect/endpoints.ts'
import { dayOf } from '../dialect/time.ts'
import { countryOf } from './country.ts'

export const NUMBER_TYPES = ['local', 'national', 'mobile', 'tollfree', 'shortcode'] as const
export type NumberType = (typeof NUMBER_TYPES)[number]

/** A number that the account rents; the id is its digits. */
export type AccountNumber = RowOf<typeof numbers>

export const numbers = defineCollection(
  'plivo.numbers',
  {
    owner: keptOwner,
    type: kept.oneOf(NUMBER_TYPES),
    country: kept.text,
    alias: kept.orNull(kept.text),
    application: kept.orNull(kept.text),
    /** The pool of a powerpack that it is in, and since when. */
    pool: kept.orNull(kept.text),
    pooledAt: kept.orNull(kept.micros),
    addedAt: kept.time,
  },
  { indexes: ['owner', 'pool', 'application'] },
)

/** A number as it stands in a path, where some write a +. */
export const digitsOf = (written: string | undefined): string => (written ?? '').replace(/^\+/, '')

/** Area codes that callers do not pay for. */
const TOLL_FREE = /^1(800|833|844|855|866|877|888)\d{7}$/

export const isTollFree = (digits: string): boolean => TOLL_FREE.test(digits)

/** Rents a number: from now on it sends and receives. @throws Problem where the address is somebody's already */
export function rent(
  world: World,
  digits: string,
  { owner, application, alias = null }: Pick<AccountNumber, 'owner' | 'application'> & { alias?: string | null },
): AccountNumber {
  const book = world.collection(routes)
  const address = toAddress(digits)
  if (book.get(address)) throw invalid('number', `'${digits}' is not available.`)
  book.insert({ id: address, provider: 'plivo', account: digits })
  const type = isTollFree(digits) ? 'tollfree' : 'local'
  return world.collection(numbers).insert({
    id: digits,
    owner,
    type,
    country: countryOf(digits),
    alias,
    application,
    pool: null,
    pooledAt: null,
    addedAt: world.now,
  })
}

export function unrent(world: World, row: AccountNumber): void {
  const book = world.collection(routes)
  const route = book.get(toAddress(row.id))
  if (route) book.delete(route)
  world.collection(numbers).delete(row)
}

export const numberSchema = Type.Object(
  {
    active: Type.Boolean(),
    added_on: Type.String(),
    alias: nullable(Type.String()),
    application: nullable(Type.String(), 'Path of the application that hears of what it receives.'),
    carrier: Type.String(),
    city: Type.String(),
    country: Type.String(),
    mms_enabled: Type.Boolean(),
    mms_rate: Type.String(),
    monthly_rental_rate: Type.String(),
    number: Type.String(),
    number_type: Type.Unsafe<NumberType>({ type: 'string', enum: [...NUMBER_TYPES] }),
    region: Type.String(),
    renewal_date: Type.String(),
    resource_uri: Type.String(),
    sms_enabled: Type.Boolean(),
    sms_rate: Type.String(),
    sub_account: nullable(Type.String()),
    voice_enabled: Type.Boolean(),
    voice_rate: Type.String(),
  },
  { additionalProperties: false, title: 'Number' },
)

export const viewNumber = (row: AccountNumber, world: World, authId: string): Static<typeof numberSchema> => ({
  active: true,
  added_on: dayOf(row.addedAt),
  alias: row.alias,
  application: row.application === null ? null : `/v1/Account/${authId}/Application/${row.application}/`,
  carrier: 'Plivo',
  city: '',
  country: row.country,
  mms_enabled: offersMms(row.country),
  mms_rate: '0.00000',
  monthly_rental_rate: '0.80000',
  number: row.id,
  number_type: row.type,
  region: '',
  renewal_date: dayOf(row.addedAt + 30 * DAY),
  resource_uri: `/v1/Account/${authId}/Number/${row.id}/`,
  sms_enabled: true,
  sms_rate: '0.00000',
  sub_account: subaccountPath(world, row.owner),
  voice_enabled: true,
  voice_rate: '0.00000',
})

/** MMS goes within North America only. */
export const offersMms = (country: string): boolean => country === 'US' || country === 'CA'

const DAY = 24 * 60 * 60 * 1000
