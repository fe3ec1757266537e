import { type Static, Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
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
export const authIdOf = ({ keyring }: World, subaccount: string | null): string =>
  subaccount === null
    ? (keyring.adopted['plivo']?.['auth_id'] ?? `MA${keyring.secret('plivo', 'plivo.auth_id', AUTH_ID_LETTERS, 18)}`)
    : `SA${keyring.secret('plivo', `subaccount ${subaccount}`, AUTH_ID_LETTERS, 18)}`

/** The auth token that goes with it; empty where the world takes that which comes with the first call. */
export const authTokenOf = ({ keyring }: World, subaccount: string | null): string =>
  subaccount === null
    ? (keyring.adopted['plivo']?.['auth_token'] ?? keyring.secret('plivo', 'plivo.auth_token', AUTH_TOKEN_LETTERS, 40))
    : keyring.secret('plivo', `token of ${subaccount}`, AUTH_TOKEN_LETTERS, 40)

export const subaccountBy = (world: World, authId: string): Subaccount | undefined =>
  world.collection(subaccounts).get(world.keyring.ownerOf('plivo', authId) ?? '')

export const subaccountSchema = Type.Object(
  {
    account: Type.String({ description: 'Path of the main account.' }),
    auth_id: Type.String(),
    auth_token: Type.String(),
    created: Type.String({ description: 'Day of creation.' }),
    enabled: Type.Boolean(),
    modified: Type.Union([Type.String(), Type.Null()]),
    name: Type.String(),
    new_auth_token: Type.String(),
    resource_uri: Type.String(),
  },
  { additionalProperties: false, title: 'Subaccount' },
)

export function viewSubaccount(row: Subaccount, world: World, mainAuthId: string): Static<typeof subaccountSchema> {
  const authId = authIdOf(world, row.id)
  return {
    account: `/v1/Account/${mainAuthId}/`,
    auth_id: authId,
    auth_token: authTokenOf(world, row.id),
    created: dayOf(row.created),
    enabled: row.enabled,
    modified: row.modified === null ? null : dayOf(row.modified),
    name: row.name,
    new_auth_token: '',
    resource_uri: `/v1/Account/${mainAuthId}/Subaccount/${authId}/`,
  }
}
