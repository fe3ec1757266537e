import { type Static, Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'

/** The account itself; there is one. */
export type Account = RowOf<typeof accounts>

export const accounts = defineCollection(
  'plivo.account',
  { id: kept.always('account'), name: kept.text, address: kept.text, city: kept.text, state: kept.text },
  { least: 1, most: 1 },
)

export const accountSchema = Type.Object(
  {
    account_type: Type.String(),
    address: Type.String(),
    auth_id: Type.String(),
    auto_recharge: Type.Boolean(),
    billing_mode: Type.String(),
    cash_credits: Type.String(),
    city: Type.String(),
    name: Type.String(),
    resource_uri: Type.String(),
    state: Type.String(),
    timezone: Type.String(),
  },
  { additionalProperties: false, title: 'Account' },
)

export const viewAccount = (row: Account, authId: string): Static<typeof accountSchema> => ({
  account_type: 'standard',
  address: row.address,
  auth_id: authId,
  auto_recharge: false,
  billing_mode: 'prepaid',
  cash_credits: '10.00000',
  city: row.city,
  name: row.name,
  resource_uri: `/v1/Account/${authId}/`,
  state: row.state,
  timezone: 'UTC',
})
