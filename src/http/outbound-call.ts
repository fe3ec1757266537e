import type { Static } from 'typebox'
import * as Type from 'typebox'
import * as kept from '../core/store/kept.ts'
import type { Answered, Outcome } from './outcome.ts'

/** Names and values in their order. */
export type Parameters = readonly (readonly [name: string, value: string])[]

const form = kept.object({
  form: Type.Unsafe<Parameters>(Type.Array(Type.Tuple([kept.text, kept.text]))),
})

/** What a call out carries: parameters (a form, or added to the query of a GET), a JSON value, text, or bytes in base64. */
const outboundBody = kept.either(
  form,
  kept.object({ json: kept.json }),
  kept.object({ text: kept.text, type: kept.headerValue }),
  kept.object({ base64: kept.written(/^[A-Za-z0-9+/]*={0,2}$/), type: kept.headerValue }),
)

/** What a call out is made of, as a row holds it. */
export const outboundFields = {
  /** The provider's own word for the occasion. */
  event: kept.text,
  url: kept.webAddress,
  method: kept.method,
  body: kept.optional(outboundBody),
  headers: kept.optional(kept.headers),
  /** Waits before the tries that follow a failed one, virtual milliseconds. */
  retryAfter: Type.Array(kept.duration),
  success: kept.oneOf(['any 2xx', 'only 200']),
  /** How long the receiver may take. A guard on a real socket: real milliseconds. */
  timeout: kept.whole(1, 600_000),
  /** Calls of one queue wait for one another: the next goes out when the one before was received or given up. */
  queue: kept.optional(kept.text),
  /** Whether those behind it in the queue wait for its first try only: a failed call is tried again by itself. */
  retriesAside: kept.optional(kept.boolean),
  /** What the provider wants to find again when it hears of the outcome. */
  about: kept.optional(kept.jsonObject),
}

const outboundCall = kept.object(outboundFields)

/** A call that a provider owes somebody, such as a webhook. Data: a snapshot carries it, and a fork goes on trying. */
export type OutboundCall = Static<typeof outboundCall>

/** What its provider is told of each try once it is over. */
export type Attempt = {
  call: OutboundCall
  /** 1 for the first. */
  number: number
  /** Whether there is no other after it. */
  last: boolean
} & ({ ok: true; outcome: Answered } | { ok: false; outcome: Outcome })

/** The parameters that it carries; none where its body is something else. */
export const parametersOf = ({ body }: OutboundCall): Parameters => (body && 'form' in body ? body.form : NONE)

const NONE: Parameters = []
