import type { World } from '../../../core/world.ts'
import { type OutboundCall, parametersOf } from '../../../http/outbound-call.ts'
import { authTokenOf } from '../subaccounts/subaccount.ts'
import { signatureV2, signatureV3 } from './signatures.ts'

/** The six headers of every callback: by the token of whom the message belongs to, and by the main account's. */
export function sign(call: OutboundCall, world: World): Record<string, string> {
  const owner = call.about?.['owner']
  const main = authTokenOf(world, null)
  const own = typeof owner === 'string' ? authTokenOf(world, owner) : main
  const nonce = world.random.digits('plivo.nonce', 20)
  const { method, url } = call
  const parameters = parametersOf(call)
  return {
    'X-Plivo-Signature-V2': signatureV2(url, nonce, own),
    'X-Plivo-Signature-Ma-V2': signatureV2(url, nonce, main),
    'X-Plivo-Signature-V2-Nonce': nonce,
    'X-Plivo-Signature-V3': signatureV3(method, url, parameters, nonce, own),
    'X-Plivo-Signature-Ma-V3': signatureV3(method, url, parameters, nonce, main),
    'X-Plivo-Signature-V3-Nonce': nonce,
  }
}
