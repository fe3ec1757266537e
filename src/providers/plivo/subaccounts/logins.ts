import type { World } from '../../../core/world.ts'
import { authIdOf, authTokenOf, subaccounts } from './subaccount.ts'

/** What clients log in with: the main account's pair, and those of its subaccounts, of which some may be disabled. */
export const logins = (world: World): object[] => [
  { auth_id: authIdOf(world, null), auth_token: authTokenOf(world, null), subaccount: null, enabled: true },
  ...world
    .collection(subaccounts)
    .all()
    .map(({ id, name, enabled }) => ({
      auth_id: authIdOf(world, id),
      auth_token: authTokenOf(world, id),
      subaccount: name,
      enabled,
    })),
]
