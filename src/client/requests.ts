/** What calls of the admin API take. Lengths of time are seconds or ISO 8601, moments UNIX seconds or ISO 8601. */

export type Duration = number | string
export type Moment = number | string

export const PLATFORMS = ['telerivet', 'rapidpro', 'plivo'] as const
export type Platform = (typeof PLATFORMS)[number]

export type Direction = 'outbound' | 'inbound'
export type ClockMode = 'real' | 'scaled' | 'frozen' | 'auto'

/** What becomes of a text. */
export const DELIVERY_STATES = [
  'queued',
  'accepted',
  'sent',
  'delivered',
  'read',
  'undelivered',
  'retrying',
  'failed',
  'cancelled',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export interface NewWorld {
  /** What the world is called in paths; the server finds a free one unless given. */
  id?: string
  /** What people call it, such as the title of a test. */
  name?: string
  /** The ready-made world that it begins as: `lively` or `furnished`. */
  fixture?: string
  /** It is deleted once nobody has called it for so many real seconds. */
  expires_in?: number
  /** Start of all chance in the world; its id unless given. */
  seed?: string
  profile?: 'actual' | 'documented'
  /** How time goes in it; frozen at 2026-01-01T00:00:00Z unless given. */
  clock?: { mode?: ClockMode; now?: Moment; speed?: number }
}

/** How far a clock is moved: exactly one of `by`, `to` and `until`. */
export interface HowFar {
  by?: Duration
  to?: Moment
  until?: 'idle'
  /** How many jobs may run before it gives up. */
  jobs?: number
  /** At most so many events in the answer. */
  events?: number
}

/** By what texts are found. */
export interface Criteria {
  /** The person's number, in any spelling. */
  phone?: string
  /** Who it goes to, in any spelling. */
  to?: string
  /** Who it comes from, in any spelling. */
  from?: string
  /** A part of it, or a pattern between slashes, such as `/code is (\d+)/i`. */
  text?: string
  provider?: Platform
  direction?: Direction
  state?: DeliveryState
}

/** A page of what there is: only what is later than `after`, and at most so much. */
export interface Page {
  after?: number
  limit?: number
}

export interface TextQuery extends Criteria, Page {}

/** What is expected. It is looked for first, then waited for, then the clock is moved. */
export interface Expectation extends Criteria {
  /** How often exactly; 0 for never. At least once unless given. */
  times?: number
  /** Several texts, each of which comes after the one before it. */
  in_order?: readonly Criteria[]
  /** How far the clock may be moved. */
  within?: Duration
  /** Real seconds to wait while nothing fits. */
  patience?: number
  /** Whether what else is due at that moment, such as receipts, is done as well: it is unless given. */
  settle?: boolean
  /** Only texts that the journal told of after this entry: the `after` of an earlier answer. */
  after?: number
}

/** By what entries of the journal are found. */
export interface EntryCriteria extends Criteria {
  /** Only entries of this type, such as `call` or `delivery.changed`. */
  type?: string
  /** A webhook's occasion, in the provider's word. */
  event?: string
  /** Part of a webhook's address. */
  url?: string
  /** Part of what a webhook sent, or a call asked. */
  body?: string
  /** Whether the webhook was received well. */
  ok?: boolean
}

export interface JournalQuery extends EntryCriteria, Page {
  /** Only what this entry caused, directly or through others. */
  cause?: number
}

export interface Wait extends EntryCriteria {
  after?: number
  /** Real seconds to wait for it. */
  timeout?: number
}

export type WebhookState = 'owed' | 'held' | 'under_way' | 'made' | 'given_up'

export interface WebhookQuery extends Page {
  state?: WebhookState
  provider?: Platform
  /** Its occasion, in the platform's word. */
  event?: string
  /** A part of its address. */
  url?: string
  /** The number of the person whose text led to it. */
  phone?: string
  /** The text that led to it, by its id or the platform's own. */
  message?: string
}

/** Where texts are posted, and what proves who calls; nowhere where it is null. */
export type IncomingReceiver = string | { url: string; secret?: string } | null

export interface SwitchedHandset {
  on: boolean
  /** How long texts wait while it is off; a day unless given. */
  patience?: Duration
}

export interface WrittenText {
  /** The number of an account; the one that texted them last unless given. */
  to?: string
  text: string
  media?: readonly { url: string; content_type?: string }[]
}

/** What goes wrong with a call: an answer in the provider's own words, a delay on the world's clock, or no answer at all. */
export type FaultEffect =
  | { kind: 'problem'; problem?: ProblemKind; status?: number; message?: string; retry_after?: number }
  | { kind: 'delay'; by: Duration }
  | { kind: 'reset' }

export type ProblemKind =
  | 'unauthenticated'
  | 'forbidden'
  | 'payment_required'
  | 'unknown_path'
  | 'not_found'
  | 'wrong_method'
  | 'invalid'
  | 'malformed_body'
  | 'unsupported_media'
  | 'too_large'
  | 'conflict'
  | 'rate_limited'
  | 'not_simulated'
  | 'unavailable'
  | 'failed'

export interface NewFault {
  /** An operation id such as `telerivet.sendMessage`, a provider, or `*`. */
  match: string
  /** How many matching calls pass first. */
  skip?: number
  /** How many calls it hits after that; all unless given. */
  times?: number
  /** `after` the operation its work is done, and only the answer suffers. */
  stage?: 'before' | 'after'
  effect: FaultEffect
}

/** A provider's documented limits, or one of your own: so many calls in so many seconds. */
export type NewRateLimit = { preset: Platform } | { match: string; limit: number; window: number }

export interface Report {
  after?: Duration
  state?: DeliveryState
  reason?: string
  times?: number
  every?: Duration
}

export interface DeliveryStep {
  after: Duration
  state: DeliveryState
  reason?: string
  spread?: Duration
  reports?: readonly Report[]
}

export interface NewDeliveryPlan {
  provider?: Platform
  from?: string
  to?: string
  text?: string
  times?: number
  /** How texts that fit go. */
  steps?: readonly DeliveryStep[]
  /** What their platform hears of that. */
  reports?: readonly Report[]
}
