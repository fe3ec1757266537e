import { eventKind } from '../core/events.ts'

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
    sent: {
      method: string
      url: string
      headers: Record<string, string>
      parameters: Record<string, string | string[]>
    }
    answered: { status: number; headers: Record<string, string>; body: string } | null
    error: string | null
    ok: boolean | null
  }
>()('webhook.attempted')

export const webhookGivenUp = eventKind<AboutWebhook & { attempts: number }>()('webhook.given_up')
