import * as Type from 'typebox'
import { toAddress } from '../../../core/network/address.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
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

/** How a rented number looks to the caller of an auth id. */
export const numberView = viewOf<AccountNumber, string>()('Number', {
  active: [Type.Boolean(), true],
  added_on: [Type.String(), (row) => dayOf(row.addedAt)],
  alias: [nullable(Type.String()), ({ alias }) => alias],
  application: [
    nullable(Type.String(), 'Path of the application that hears of what it receives.'),
    (row, _world, authId) =>
      row.application === null ? null : `/v1/Account/${authId}/Application/${row.application}/`,
  ],
  carrier: [Type.String(), 'Plivo'],
  city: [Type.String(), ''],
  cnam_lookup: [
    nullable(Type.Unsafe<CnamLookup>({ type: 'string', enum: [...CNAM_LOOKUPS] })),
    ({ cnamLookup }) => cnamLookup,
  ],
  compliance_application_id: [nullable(Type.String()), ({ complianceApplication }) => complianceApplication],
  compliance_status: [nullable(Type.String()), null],
  country: [Type.String(), ({ country }) => country],
  mms_enabled: [Type.Boolean(), (row) => offersMms(row.country)],
  mms_rate: [nullable(Type.String()), (row) => (offersMms(row.country) ? '0.00000' : null)],
  monthly_rental_rate: [Type.String(), '0.80000'],
  number: [Type.String(), ({ id }) => id],
  number_type: [Type.Unsafe<NumberType>({ type: 'string', enum: [...NUMBER_TYPES] }), ({ type }) => type],
  region: [Type.String(), (row) => regionOf(row.id)],
  renewal_date: [Type.String(), (row) => dayOf(Math.min(row.addedAt + RENEWED_AFTER, kept.FURTHEST))],
  resource_uri: [Type.String(), (row, _world, authId) => `/v1/Account/${authId}/Number/${row.id}/`],
  sms_enabled: [Type.Boolean(), true],
  sms_rate: [Type.String(), '0.00000'],
  sub_account: [nullable(Type.String()), (row, world) => subaccountPath(world, row.owner)],
  sub_account_name: [nullable(Type.String()), (row, world) => subaccountName(world, row.owner)],
  tendlc_campaign_id: [nullable(Type.String()), null],
  tendlc_registration_status: [
    nullable(Type.String(), 'UNREGISTERED for local numbers of US and CA.'),
    (row) => (row.type === 'local' && NORTH_AMERICA.includes(row.country) ? 'UNREGISTERED' : null),
  ],
  toll_free_sms_verification: [
    nullable(Type.String(), 'unverified for toll-free numbers.'),
    (row) => (row.type === 'tollfree' ? 'unverified' : null),
  ],
  toll_free_sms_verification_id: [nullable(Type.String()), null],
  toll_free_sms_verification_order_status: [nullable(Type.String()), null],
  voice_enabled: [Type.Boolean(), true],
  voice_rate: [Type.String(), '0.00000'],
})

/** Where MMS goes, and where senders are registered. */
export const NORTH_AMERICA: readonly string[] = ['US', 'CA']

export const offersMms = (country: string): boolean => NORTH_AMERICA.includes(country)
