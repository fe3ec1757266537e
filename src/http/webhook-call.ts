import type { JsonObject } from '../core/json.ts'

/** A post that a provider owes somebody. Data: a snapshot carries it, and a fork goes on trying. */
export interface WebhookCall {
  /** The provider's own word for the occasion. */
  event: string
  url: string
  method: 'GET' | 'POST'
  /** Parameters in their order: the form of a POST, or added to the query of a GET. */
  parameters: [name: string, value: string][]
  headers?: Record<string, string>
  /** Waits before the tries that follow a failed one, virtual milliseconds. */
  retryAfter: number[]
  success: 'any 2xx' | 'only 200'
  /** How long the receiver may take. A guard on a real socket: real milliseconds. */
  timeout: number
  /** Calls of one queue wait for one another: the next goes out when the one before was received or given up. */
  queue?: string
  /** Whether those behind it in the queue wait for its first try only: a failed call is tried again by itself. */
  retriesAside?: boolean
  /** What the provider wants to find again when the answer comes. */
  about?: JsonObject
}

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

/** The way out: resolves with an answer, or with the reason why there is none. Never rejects. */
export type SendWebhook = (request: WebhookRequest) => Promise<WebhookAnswer | { error: string; final?: boolean }>
