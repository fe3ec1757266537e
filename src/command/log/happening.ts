/** What a line of the log tells of; as JSON it is the line. */
export type Happening = CallServed | TextMade | StepTaken | WebhookTried | WebhookGivenUp | LinesLost

export interface CallServed {
  type: 'call'
  method: string
  path: string
  query: string
  /** 0 where the connection was broken off instead. */
  status: number
  operation: string | null
  /** What people call it; null where the call was about none. */
  world: string | null
  /** The body of a refusal, or its first part. */
  refused: string | null
  ms: number
}

export interface TextMade {
  type: 'text'
  provider: string
  direction: 'outbound' | 'inbound'
  from: string | null
  to: string | null
  text: string
  world: string
}

interface StepTaken {
  type: 'delivery'
  provider: string
  to: string
  state: string
  reason: string | null
  world: string
}

export interface WebhookTried {
  type: 'webhook'
  provider: string
  event: string
  method: string
  url: string
  /** Null where there was no answer. */
  status: number | null
  ok: boolean
  /** Why it failed; null where it did not. */
  why: string | null
  attempt: number
  world: string
  ms: number
}

interface WebhookGivenUp {
  type: 'webhook.given_up'
  provider: string
  event: string
  url: string
  attempts: number
  world: string
}

/** Lines that nobody was there to take. */
interface LinesLost {
  type: 'left_out'
  lines: number
}
