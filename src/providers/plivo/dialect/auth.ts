import type { Call } from '../../../http/call.ts'
import type { HttpRequest } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import { authIdOf, authTokenOf, subaccountBy } from '../subaccounts/subaccount.ts'
import type { Caller } from './caller.ts'

interface Basic {
  authId: string
  token: string
}

/** The auth id of a call's Basic credentials, by which its world is found. */
export const credential = (request: HttpRequest): string | null => basicOf(request)?.authId ?? null

/** Wrong token, unknown id and a path of somebody else are refused alike. */
export function authenticate(call: Call): Caller {
  const given = basicOf(call.request)
  const caller = given && callerOf(call, given)
  if (!caller || !isOwnPath(call, caller)) throw new Problem('unauthenticated')
  return caller
}

function callerOf({ world }: Call, { authId, token }: Basic): Caller | undefined {
  if (authId === authIdOf(world, null)) {
    // A world that an unknown credential opened takes the token that comes with it.
    if (authTokenOf(world, null) === '') world.keyring.adopt('plivo', { auth_token: token })
    return token === authTokenOf(world, null) ? { authId, subaccount: null } : undefined
  }
  const subaccount = subaccountBy(world, authId)
  if (!subaccount?.enabled || token !== authTokenOf(world, subaccount.id)) return undefined
  return { authId, subaccount: subaccount.id }
}

function isOwnPath({ params, request }: Call, { authId }: Caller): boolean {
  const named = params['auth_id'] ?? request.path.split('/').filter((part) => part !== '')[2]
  return named === undefined || named === authId
}

/** Decoded headers: nothing but a shortcut, the same whatever world asks. */
const decoded = new Map<string, Basic | null>()

function basicOf(request: HttpRequest): Basic | null {
  const header = request.headers['authorization']
  if (header === undefined) return null
  let basic = decoded.get(header)
  if (basic === undefined) {
    if (decoded.size >= 1000) decoded.clear()
    decoded.set(header, (basic = decode(header)))
  }
  return basic
}

function decode(header: string): Basic | null {
  const encoded = /^basic +([A-Za-z0-9+/=_-]+)\s*$/i.exec(header)?.[1]
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 1 ? null : { authId: text.slice(0, colon), token: text.slice(colon + 1) }
}
