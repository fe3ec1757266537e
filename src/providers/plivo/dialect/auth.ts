import type { Call } from '../../../http/call.ts'
import { basicOf } from '../../../http/basic.ts'
import type { Basic, HttpRequest } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import { authIdOf, authTokenOf, subaccountBy } from '../subaccounts/subaccount.ts'
import type { Caller } from './caller.ts'

/** The auth id of a call's Basic credentials, by which its world is found. */
export const credential = (request: HttpRequest): string | null => basicOf(request)?.user || null

/** Wrong token, unknown id and a path of somebody else are refused alike. */
export function authenticate(call: Call): Caller {
  const given = basicOf(call.request)
  const caller = given && callerOf(call, given)
  if (!caller || !isOwnPath(call, caller)) throw new Problem('unauthenticated')
  return caller
}

function callerOf({ world }: Call, { user: authId, password: token }: Basic): Caller | undefined {
  if (token === undefined) return undefined
  if (authId === authIdOf(world, null)) {
    // A world that an unknown credential opened takes the token that comes with it.
    const own = authTokenOf(world, null)
    if (own === '') world.keyring.adopt('plivo', { auth_token: token })
    return own === '' || token === own ? { authId, subaccount: null } : undefined
  }
  const subaccount = subaccountBy(world, authId)
  if (!subaccount?.enabled || token !== authTokenOf(world, subaccount.id)) return undefined
  return { authId, subaccount: subaccount.id }
}

function isOwnPath({ params, request }: Call, { authId }: Caller): boolean {
  const named = params['auth_id'] ?? request.path.split('/').filter((part) => part !== '')[2]
  return named === undefined || named === authId
}
