import type { ClockMode, DeliveryState, Direction, Platform, WebhookState } from './requests.ts'

/** What calls of the admin API answer. Moments are ISO 8601 by the world's clock. */

export interface Health {
  status: 'ok'
  worlds: number
}

export interface Clock {
  mode: ClockMode
  now: string
  /** World seconds in one real second, in scaled mode. */
  speed: number
  /** Jobs that wait for their time. */
  pending: number
  /** When the next of them is due. */
  next_due: string | null
}

/** What clients of each platform log in with, and the ids that they start from. */
export interface Credentials {
  telerivet: { api_key: string; organization_id: string; project_id: string; phone_id: string; phone_number: string }
  rapidpro: { token: string; login: string; workspace: string; bucket: string; channel: string; address: string }
  plivo: { auth_id: string; auth_token: string; number: string; app_id: string }
}

export interface World {
  id: string
  /** What people call it. */
  name: string | null
  seed: string
  profile: 'actual' | 'documented'
  clock: Clock
  credentials: Credentials
  /** All that clients of each platform can log in with, and what each may do. */
  logins: Record<Platform, Record<string, unknown>[]>
  /** A number of its account at each platform, in E.164: where people write to. */
  numbers: Record<Platform, string>
  /** The base address for the clients of each platform. */
  urls: Record<Platform, string>
  /** The same as environment variables. */
  env: Record<string, string>
}

/** Something that happened, and why. What else it tells depends on its type. */
export interface JournalEntry {
  id: number
  at: string
  type: string
  /** The entry that led to this one. */
  cause: number | null
  [more: string]: unknown
}

export interface Advanced {
  now: string
  /** How many jobs ran. */
  ran: number
  events: JournalEntry[]
  /** How many more there are than shown. */
  more: number
  /** Where something is kept back: what, and what to do. */
  hint?: string
}

export interface Handset {
  number: string
  on: boolean
  /** While it is off: how long texts wait for it, seconds. */
  patience: number | null
  received: number
  wrote: number
}

/** A text as the person sees it. */
export interface HandsetMessage {
  direction: 'received' | 'wrote'
  provider: Platform
  from: string
  to: string
  /** Missing where media or rich content stand alone. */
  text?: string
  media?: { url?: string; content_type?: string }[]
  rich?: Record<string, unknown>
  at: string
}

/** A text, whichever the platform and the direction. */
export interface Text {
  id: string
  /** The journal entry that told of it first. */
  entry: number
  provider: Platform
  /** The platform's id of the message. */
  message: string | null
  direction: Direction
  /** The account's number, or sender's name. */
  own: string | null
  /** The person's number. */
  phone: string | null
  text: string
  /** What really became of it; null for what came in. */
  state: DeliveryState | null
  reason: string | null
  /** When it was sent or written. */
  at: string
  /** When it reached the phone, or the account. */
  arrived: string | null
  segments: number
  encoding: 'gsm7' | 'ucs2'
  /** The codes in it: four to eight digits that stand alone. */
  codes: string[]
  /** The call that made it. */
  call: { entry: number; provider: Platform; operation: string; status: number | null } | null
  /** What the platform heard of it, truly or not. */
  reports: { at: string; state: DeliveryState; reason: string | null; again: boolean }[]
  /** Who was called because of it. */
  webhooks: {
    id: string
    event: string
    url: string
    attempts: { entry: number; at: string; ok: boolean | null; status: number | null; error: string | null }[]
    given_up: boolean
  }[]
}

export interface Texts {
  messages: Text[]
  /** Give it as `after`, and the texts that follow come. */
  after: number
  more: boolean
}

/** What was expected is there. */
export interface Met {
  /** The texts that fit, in the order in which they arrived. */
  messages: Text[]
  /** What the groups of the pattern found in each of them; without a pattern there are none. */
  groups: (string | null)[][]
  /** The codes in them: four to eight digits that stand alone. */
  otp: string[]
  /** Give it as `after`, and only later texts are looked at. */
  after: number
  now: string
}

/** Where each platform sends on what people write; nowhere where it is null. */
export type Incoming = Record<Platform, { url: string; secret?: string } | null>

/** A call that a platform owes somebody, or has made. */
export interface Webhook {
  id: string
  /** The journal entry that tells of it. */
  entry: number
  provider: Platform
  /** Its occasion, in the platform's word. */
  event: string
  state: WebhookState
  method: string
  url: string
  headers: Record<string, string>
  /** Of a form, or of the query of a GET. */
  parameters: Record<string, string | string[]>
  /** Any other body, its first 4,096 characters. */
  body: string | null
  attempts: {
    entry: number
    at: string
    outcome: string | null
    ok: boolean | null
    status: number | null
    why: string | null
  }[]
  /** How many attempts have ended. */
  attempted: number
  next_due: string | null
  /** The webhook that is to be received before this one goes. */
  waits_for: string | null
  /** The text that led to it. */
  message: string | null
  phone: string | null
  cause: number | null
}

export interface Webhooks {
  webhooks: Webhook[]
  after: number
  more: boolean
  hint?: string
}

export interface Journal {
  entries: JournalEntry[]
  /** Id of the oldest entry still kept. */
  oldest: number
  /** The id that the next entry will have. */
  next: number
}

export interface Waited {
  matched: boolean
  entry: JournalEntry | null
  nearest: { entry: JournalEntry; differs: string[] }[]
  hint?: string
}

export interface Fault {
  id: string
  match: string
  skip: number
  times: number | null
  stage: 'before' | 'after'
  effect: { kind: string; [more: string]: unknown }
  /** Matching calls so far. */
  met: number
  /** How many of them it hit. */
  hits: number
  /** The rule in a sentence. */
  explanation: string
}

export interface RateLimit {
  id: string
  match: string
  limit: number
  /** Seconds of the world's clock. */
  window: number
  /** Calls in the window now. */
  used: number
}

/** What a platform hears of a change; lengths of time are seconds. */
export interface PlannedReport {
  after?: number
  state?: DeliveryState
  reason?: string
  times?: number
  every?: number
}

export interface DeliveryPlan {
  id: string
  provider: Platform | null
  from: string | null
  to: string | null
  text: string | null
  times: number | null
  steps: { after: number; state: DeliveryState; reason?: string; spread?: number; reports?: PlannedReport[] }[] | null
  reports: PlannedReport[] | null
}

/** All that a world holds, to be put back unchanged. */
export interface Snapshot {
  textbed_snapshot: number
  state: Record<string, unknown>
}
