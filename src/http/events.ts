import { eventKind } from '../core/events.ts'
import type { Outcome } from './outcome.ts'
import type { Sent } from './told.ts'

/** A call came in. How it ended is added once it is known. */
export const callCame = eventKind<{
  provider: string
  operation: string
  method: string
  path: string
  query: string
  status: number | null
  /** The body of a refusal, or its first part. */
  refused: string | null
}>()('call')

export const faultMet = eventKind<{ fault: string; operation: string; explanation: string }>()('fault.met')

export const limitHit = eventKind<{ limit: string; match: string; operation: string; retry_after: number }>()(
  'limit.hit',
)

/** What all events say of the webhook that they are about. */
type AboutWebhook = {
  webhook: string
  provider: string
  event: string
  url: string
}

export const webhookOwed = eventKind<AboutWebhook>()('webhook.owed')

/** A webhook was tried. How that ended is added once it is known. */
export const webhookAttempted = eventKind<
  AboutWebhook & {
    attempt: number
    sent: Sent
    outcome: Outcome['kind'] | null
    answered: { status: number; headers: Record<string, string>; body: string } | null
    /** Why it was not answered, in a sentence. */
    error: string | null
    /** Whether it was received as it asks for. */
    ok: boolean | null
  }
>()('webhook.attempted')

export const webhookGivenUp = eventKind<AboutWebhook & { attempts: number }>()('webhook.given_up')
