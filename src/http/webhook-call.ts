import { type Static, Type } from '@sinclair/typebox'
import * as kept from '../core/store/kept.ts'

/** What a webhook call is made of, as a row holds it. */
export const webhookFields = {
  /** The provider's own word for the occasion. */
  event: kept.text,
  url: kept.webAddress,
  method: kept.oneOf(['GET', 'POST']),
  /** Parameters in their order: the form of a POST, or added to the query of a GET. */
  parameters: Type.Array(Type.Tuple([kept.text, kept.text])),
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
  /** What the provider wants to find again when the answer comes. */
  about: kept.optional(kept.jsonObject),
}

const webhookCall = kept.object(webhookFields)

/** A post that a provider owes somebody. Data: a snapshot carries it, and a fork goes on trying. */
export type WebhookCall = Static<typeof webhookCall>

export interface WebhookRequest {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body: string | null
  timeout: number
}

export interface WebhookAnswer {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  body: string
}

/** Why there is no answer. */
export interface NoAnswer {
  error: string
  /** Whether trying again would come to the same. */
  final?: boolean
  /** Whether the receiver took all the time that it had. */
  late?: boolean
}

/** The way out: resolves with an answer, or with the reason why there is none. Never rejects. */
export type SendWebhook = (request: WebhookRequest) => Promise<WebhookAnswer | NoAnswer>
