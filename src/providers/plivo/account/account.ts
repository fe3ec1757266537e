import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'

/** The account itself; there is one. */
export type Account = RowOf<typeof accounts>

export const accounts = defineCollection(
  'plivo.account',
  { id: kept.always('account'), name: kept.text, address: kept.text, city: kept.text, state: kept.text },
  { least: 1, most: 1 },
)

/** How the account looks to the caller of an auth id. */
export const accountView = viewOf<Account, string>()('Account', {
  account_type: [Type.String(), 'standard'],
  address: [Type.String(), ({ address }) => address],
  auth_id: [Type.String(), (_row, _world, authId) => authId],
  auto_recharge: [Type.Boolean(), false],
  billing_mode: [Type.String(), 'prepaid'],
  cash_credits: [Type.String(), '10.00000'],
  city: [Type.String(), ({ city }) => city],
  name: [Type.String(), ({ name }) => name],
  resource_uri: [Type.String(), (_row, _world, authId) => `/v1/Account/${authId}/`],
  state: [Type.String(), ({ state }) => state],
  timezone: [Type.String(), 'UTC'],
})
