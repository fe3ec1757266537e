import { defineCollection } from '../store/collection.ts'
import type { Row } from '../store/row.ts'

/** Where an outbound message may go from each state; whatever is not written here is refused. */
export const TRANSITIONS = {
  queued: ['accepted', 'sent', 'failed', 'retrying', 'cancelled'],
  accepted: ['sent', 'delivered', 'undelivered', 'failed', 'retrying'],
  sent: ['delivered', 'undelivered', 'read'],
  delivered: ['read'],
  read: [],
  undelivered: [],
  retrying: ['queued', 'accepted', 'sent', 'failed', 'cancelled', 'retrying'],
  failed: ['queued'],
  cancelled: ['queued'],
} as const satisfies Record<string, readonly string[]>

export type DeliveryState = keyof typeof TRANSITIONS

export const DELIVERY_STATES = Object.keys(TRANSITIONS) as DeliveryState[]

/** Why a message did not arrive, in no provider's words; each provider has a table from these to its own codes. */
export const FAILURE_REASONS = [
  'invalid_destination',
  'unknown_subscriber',
  'unreachable',
  'carrier_refused',
  'network_error',
  'no_route',
  'spam',
  'loop',
  'too_long',
  'opted_out',
  'expired',
  'barred_country',
  'no_credit',
  'unknown',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

/** An outbound message under way to a handset. The message itself is the provider's record. */
export interface Delivery extends Row {
  provider: string
  /** The provider's own id of its message. */
  message: string
  from: string
  /** The handset's address. */
  to: string
  text: string
  state: DeliveryState
  reason: FailureReason | null
  /** When the state was entered, virtual milliseconds; of one that was read, when the state before it was. */
  at: number
  /** The name of the plan followed, or the plan itself where it is this delivery's own. */
  plan: DeliveryPlan
  /** Index of the step to come. */
  step: number
  /** The job that will take it, if one is on the clock. */
  job: number | null
}

/** How a delivery will go: timed changes of state, one after the other. */
export type DeliveryPlan = readonly DeliveryStep[]

interface DeliveryStep {
  /** Milliseconds after the step before (or after sending). */
  after: number
  state: DeliveryState
  reason?: FailureReason | undefined
  /** Up to so many milliseconds later, drawn for each delivery. */
  spread?: number | undefined
}

export const deliveries = defineCollection<Delivery>('network.deliveries', { indexes: ['to'] })

/** What becomes of a message unless something says otherwise. */
export const HAPPY_PATH: DeliveryPlan = [
  { after: 1000, state: 'sent' },
  { after: 2000, state: 'delivered' },
]
