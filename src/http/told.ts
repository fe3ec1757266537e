import { type OutboundCall, type Parameters, parametersOf } from './outbound-call.ts'
import type { OutboundRequest } from './outbound-request.ts'
import type { Answered } from './outcome.ts'

/** More of a text than this many characters is not kept. */
const LONGEST = 4096

/** What the journal tells of a request. */
export interface Sent {
  method: string
  url: string
  headers: Record<string, string>
  /** Values by name; a list where a name comes more than once. */
  parameters: Record<string, string | string[]>
  /** Any other body, or its first part; of bytes how many there were. */
  body: string | null
}

export function tellSent({ method, url, headers, body }: OutboundRequest, call: OutboundCall): Sent {
  const isForm = call.body === undefined || 'form' in call.body
  return { method, url, headers, parameters: byName(parametersOf(call)), body: isForm ? null : tellBody(body) }
}

function tellBody(body: OutboundRequest['body']): string | null {
  return body instanceof Uint8Array ? `${body.length} bytes` : (body?.slice(0, LONGEST) ?? null)
}

/** Its date is the wall clock's: the same calls would never give the same journal. */
export function tellAnswer({ status, headers, body }: Answered) {
  const { date: _date, ...others } = headers
  return { status, headers: others, body: body.slice(0, LONGEST) }
}

function byName(parameters: Parameters): Record<string, string | string[]> {
  const names = new Map<string, string[]>()
  for (const [name, value] of parameters) names.set(name, [...(names.get(name) ?? []), value])
  return Object.fromEntries([...names].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]))
}
