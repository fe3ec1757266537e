import type { Call } from '../../../http/call.ts'
import type { Caller } from './caller.ts'

/** Headers of every answer but the gateway's: known callers are told the number of their workspace. */
export function headersFor(call: Call): Record<string, string> {
  const headers: Record<string, string> = { vary: 'Accept', 'content-language': 'en-us' }
  if (call.miss !== 'unknown_path') headers['allow'] = `${call.allow}, HEAD, OPTIONS`
  const caller = call.caller as Caller | undefined | null
  if (caller) headers['x-temba-org'] = String(caller.workspace.number)
  return headers
}
