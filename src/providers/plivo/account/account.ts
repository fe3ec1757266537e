import { type Static, Type } from '@sinclair/typebox'
import { defineCollection } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'

/** The account itself; there is one. */
export interface Account extends Row {
  name: string
  address: string
  city: string
  state: string
}

export const accounts = defineCollection<Account>('plivo.account')

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
