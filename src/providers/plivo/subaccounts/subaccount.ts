import * as Type from 'typebox'
import type { Sight } from '../../../core/sight.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { dayOf } from '../dialect/time.ts'

/** A part of the account with credentials of its own. They depend on the world, so that a fork hands out others. */
export type Subaccount = RowOf<typeof subaccounts>

export const subaccounts = defineCollection(
  'plivo.subaccounts',
  {
    name: kept.text,
    enabled: kept.boolean,
    created: kept.time,
    modified: kept.orNull(kept.time),
  },
  { ids: 'plivo.subaccount' },
)

const AUTH_ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const AUTH_TOKEN_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** The auth id of a subaccount, or of the main account (null). */
export const authIdOf = ({ keyring }: Pick<Sight, 'keyring'>, subaccount: string | null): string =>
  subaccount === null
    ? (keyring.adopted['plivo']?.['auth_id'] ?? `MA${keyring.secret('plivo', 'plivo.auth_id', AUTH_ID_LETTERS, 18)}`)
    : `SA${keyring.secret('plivo', `subaccount ${subaccount}`, AUTH_ID_LETTERS, 18)}`

/** The auth token that goes with it; empty where the world takes that which comes with the first call. */
export const authTokenOf = ({ keyring }: Pick<Sight, 'keyring'>, subaccount: string | null): string =>
  subaccount === null
    ? (keyring.adopted['plivo']?.['auth_token'] ?? keyring.secret('plivo', 'plivo.auth_token', AUTH_TOKEN_LETTERS, 40))
    : keyring.secret('plivo', `token of ${subaccount}`, AUTH_TOKEN_LETTERS, 40)

export const subaccountBy = (world: World, authId: string): Subaccount | undefined =>
  world.collection(subaccounts).get(world.keyring.ownerOf('plivo', authId) ?? '')

/** How a subaccount looks to the main account. */
export const subaccountView = viewOf<Subaccount>()('Subaccount', {
  account: [
    Type.String({ description: 'Path of the main account.' }),
    (_row, world) => `/v1/Account/${authIdOf(world, null)}/`,
  ],
  auth_id: [Type.String(), ({ id }, world) => authIdOf(world, id)],
  auth_token: [Type.String(), ({ id }, world) => authTokenOf(world, id)],
  created: [Type.String({ description: 'Day of creation.' }), ({ created }) => dayOf(created)],
  enabled: [Type.Boolean(), ({ enabled }) => enabled],
  modified: [Type.Union([Type.String(), Type.Null()]), ({ modified }) => (modified === null ? null : dayOf(modified))],
  name: [Type.String(), ({ name }) => name],
  new_auth_token: [Type.String(), ''],
  resource_uri: [
    Type.String(),
    ({ id }, world) => `/v1/Account/${authIdOf(world, null)}/Subaccount/${authIdOf(world, id)}/`,
  ],
})
