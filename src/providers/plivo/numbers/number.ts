import { type Static, Type } from '@sinclair/typebox'
import { toAddress } from '../../../core/network/address.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { keptOwner, subaccountName, subaccountPath } from '../dialect/caller.ts'
import { nullable } from '../dialect/endpoints.ts'
import { dayOf } from '../dialect/time.ts'
import { NUMBER_TYPES, type NumberType } from './number-type.ts'
import { regionOf } from './region.ts'

export const CNAM_LOOKUPS = ['enabled', 'disabled'] as const
export type CnamLookup = (typeof CNAM_LOOKUPS)[number]

/** What a number can serve. */
export const SERVICES = ['voice', 'sms', 'mms'] as const
export type Service = (typeof SERVICES)[number]

export const POOL_SERVICES = ['sms', 'mms'] as const
export type PoolService = (typeof POOL_SERVICES)[number]

/** Milliseconds from one rent to the next. */
export const RENEWED_AFTER = 30 * 24 * 60 * 60 * 1000

/** A number that the account rents; the id is its digits. */
export type AccountNumber = RowOf<typeof numbers>

export const numbers = defineCollection(
  'plivo.numbers',
  {
    owner: keptOwner,
    type: kept.oneOf(NUMBER_TYPES),
    country: kept.written(/^([A-Z]{2})?$/),
    alias: kept.orNull(kept.text),
    application: kept.orNull(kept.text),
    cnamLookup: kept.orNull(kept.oneOf(CNAM_LOOKUPS)),
    complianceApplication: kept.orNull(kept.text),
    /** The pool of a powerpack that it is in, since when, and what it sends there. */
    pool: kept.orNull(kept.uuid),
    pooledAt: kept.orNull(kept.micros),
    pooledFor: kept.orNull(kept.oneOf(POOL_SERVICES)),
    addedAt: kept.time,
  },
  { indexes: ['owner', 'pool', 'application'], receivesAt: ({ id }) => toAddress(id) },
)

/** A number as it stands in a path, where some write a +. */
export const digitsOf = (written: string | undefined): string => (written ?? '').replace(/^\+/, '')

export const numberSchema = Type.Object(
  {
    active: Type.Boolean(),
    added_on: Type.String(),
    alias: nullable(Type.String()),
    application: nullable(Type.String(), 'Path of the application that hears of what it receives.'),
    carrier: Type.String(),
    city: Type.String(),
    cnam_lookup: nullable(Type.Unsafe<CnamLookup>({ type: 'string', enum: [...CNAM_LOOKUPS] })),
    compliance_application_id: nullable(Type.String()),
    compliance_status: nullable(Type.String()),
    country: Type.String(),
    mms_enabled: Type.Boolean(),
    mms_rate: nullable(Type.String()),
    monthly_rental_rate: Type.String(),
    number: Type.String(),
    number_type: Type.Unsafe<NumberType>({ type: 'string', enum: [...NUMBER_TYPES] }),
    region: Type.String(),
    renewal_date: Type.String(),
    resource_uri: Type.String(),
    sms_enabled: Type.Boolean(),
    sms_rate: Type.String(),
    sub_account: nullable(Type.String()),
    sub_account_name: nullable(Type.String()),
    tendlc_campaign_id: nullable(Type.String()),
    tendlc_registration_status: nullable(Type.String(), 'UNREGISTERED for local numbers of US and CA.'),
    toll_free_sms_verification: nullable(Type.String(), 'unverified for toll-free numbers.'),
    toll_free_sms_verification_id: nullable(Type.String()),
    toll_free_sms_verification_order_status: nullable(Type.String()),
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
  cnam_lookup: row.cnamLookup,
  compliance_application_id: row.complianceApplication,
  compliance_status: null,
  country: row.country,
  mms_enabled: offersMms(row.country),
  mms_rate: offersMms(row.country) ? '0.00000' : null,
  monthly_rental_rate: '0.80000',
  number: row.id,
  number_type: row.type,
  region: regionOf(row.id),
  renewal_date: dayOf(Math.min(row.addedAt + RENEWED_AFTER, kept.FURTHEST)),
  resource_uri: `/v1/Account/${authId}/Number/${row.id}/`,
  sms_enabled: true,
  sms_rate: '0.00000',
  sub_account: subaccountPath(world, row.owner),
  sub_account_name: subaccountName(world, row.owner),
  tendlc_campaign_id: null,
  tendlc_registration_status: row.type === 'local' && NORTH_AMERICA.includes(row.country) ? 'UNREGISTERED' : null,
  toll_free_sms_verification: row.type === 'tollfree' ? 'unverified' : null,
  toll_free_sms_verification_id: null,
  toll_free_sms_verification_order_status: null,
  voice_enabled: true,
  voice_rate: '0.00000',
})

/** Where MMS goes, and where senders are registered. */
export const NORTH_AMERICA: readonly string[] = ['US', 'CA']

export const offersMms = (country: string): boolean => NORTH_AMERICA.includes(country)
