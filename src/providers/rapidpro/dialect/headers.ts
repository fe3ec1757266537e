import type { Call } from '../../../http/call.ts'
import type { Caller } from './caller.ts'

/** Headers of every answer: known callers are told the number of their workspace. */
export function headersFor(call: Call): Record<string, string> {
  const caller = call.caller as Caller | undefined | null
  return caller ? { vary: 'Accept', 'x-temba-org': String(caller.workspace.number) } : { vary: 'Accept' }
}
