import { type OutboundCall, parametersOf } from './outbound-call.ts'
import type { Outcome } from './outcome.ts'

/** A call as it goes over the wire. */
export interface OutboundRequest {
  url: string
  method: string
  headers: Record<string, string>
  body: string | Uint8Array | null
  /** How long the receiver may take, real milliseconds. */
  timeout: number
}

/** The way out: says what became of a request. Never rejects. */
export type CallOut = (request: OutboundRequest) => Promise<Outcome>

/** @param proof headers that say where it comes from, and outrank its own */
export function requestOf(call: OutboundCall, proof: Record<string, string>, timeout: number): OutboundRequest {
  const { method, url } = call
  const own = { 'user-agent': 'textbed', ...call.headers, ...proof }
  const { body, type } = bodyOf(call)
  if (WITHOUT_FORM.has(method) && type === FORM)
    return { url: withQuery(url, String(body)), method, headers: own, body: null, timeout }
  return { url, method, headers: body === null ? own : { 'content-type': type, ...own }, body, timeout }
}

const FORM = 'application/x-www-form-urlencoded'

/** Methods whose parameters stand in the address. */
const WITHOUT_FORM = new Set(['GET', 'HEAD'])

function bodyOf(call: OutboundCall): { body: string | Uint8Array | null; type: string } {
  const { body } = call
  if (!body) return { body: null, type: '' }
  if ('form' in body)
    return { body: new URLSearchParams(parametersOf(call) as [string, string][]).toString(), type: FORM }
  if ('json' in body) return { body: JSON.stringify(body.json), type: 'application/json' }
  if ('text' in body) return { body: body.text, type: body.type }
  return { body: Buffer.from(body.base64, 'base64'), type: body.type }
}

function withQuery(url: string, query: string): string {
  // What stands after a # never travels.
  const address = url.split('#', 1)[0]!
  const joint = query === '' ? '' : address.includes('?') ? '&' : '?'
  return `${address}${joint}${query}`
}
