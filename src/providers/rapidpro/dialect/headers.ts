import type { Call, Endpoint } from '../../../http/call.ts'
import type { Caller } from './caller.ts'

/** Headers of every answer but the gateway's: known callers are told the number of their workspace. */
export function headersFor(call: Call): Record<string, string> {
  const headers: Record<string, string> = { vary: 'Accept', 'content-language': 'en-us' }
  if (call.miss !== 'unknown_path') headers['allow'] = allowed(call)
  const caller = call.caller as Caller | undefined | null
  if (caller) headers['x-temba-org'] = String(caller.workspace.number)
  return headers
}

const METHODS = new WeakMap<Endpoint, string>()

/** The methods that the path takes, whichever was used. */
function allowed({ api, endpoint, miss, allowed: instead }: Call): string {
  if (miss) return sentence(instead)
  let methods = METHODS.get(endpoint)
  if (methods === undefined) {
    methods = sentence(
      api.endpoints.filter(({ path }) => path === endpoint.path).map(({ method }) => method.toUpperCase()),
    )
    METHODS.set(endpoint, methods)
  }
  return methods
}

const sentence = (methods: readonly string[]): string => [...methods, 'HEAD', 'OPTIONS'].join(', ')
