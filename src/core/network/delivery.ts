import type { Static } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../store/collection.ts'
import { attachedSchema } from './attached.ts'
import * as kept from '../store/kept.ts'

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

const stepSchema = kept.object({
  /** Milliseconds after the step before (or after sending). */
  after: kept.duration,
  state: kept.oneOf(DELIVERY_STATES),
  reason: kept.optional(kept.oneOf(FAILURE_REASONS)),
  /** Up to so many milliseconds later, drawn for each delivery. */
  spread: kept.optional(kept.duration),
})

/** How a delivery will go: timed changes of state, one after the other. */
export type DeliveryPlan = readonly Static<typeof stepSchema>[]

/** A plan as rows hold it. */
export const planSchema = kept.listOf(stepSchema)

/** An outbound message under way to a handset. The message itself is the provider's record. */
export type Delivery = RowOf<typeof deliveries>

export const deliveries = defineCollection(
  'network.deliveries',
  {
    provider: kept.provider,
    /** The provider's own id of its message. */
    message: kept.text,
    from: kept.text,
    /** The handset's address. */
    to: kept.text,
    text: kept.text,
    /** What comes with the text, where anything does. */
    attached: kept.optional(attachedSchema),
    state: kept.oneOf(DELIVERY_STATES),
    reason: kept.orNull(kept.oneOf(FAILURE_REASONS)),
    /** When the state was entered; of one that was read, when the state before it was. */
    at: kept.time,
    /** The plan that it follows. */
    plan: planSchema,
    /** Index of the step to come. */
    step: kept.count,
  },
  { indexes: ['to'], ids: 'network.delivery', prefix: 'D' },
)

/** What becomes of a message unless something says otherwise. */
export const HAPPY_PATH: DeliveryPlan = [
  { after: 1000, state: 'sent' },
  { after: 2000, state: 'delivered' },
]

/**
 * The first impossible step of a plan, in words; undefined where the plan can be followed.
 * @param begun where it is begun: in this state, at the step of this index
 */
export function impossibleStep(
  plan: DeliveryPlan,
  { state = 'queued', step: first = 0 }: { state?: DeliveryState; step?: number } = {},
): string | undefined {
  let before = state
  for (const [index, step] of plan.entries()) {
    if (index < first) continue
    const possible: readonly string[] = TRANSITIONS[before]
    if (!possible.includes(step.state)) {
      return `Step ${index + 1} goes from "${before}" to "${step.state}"; from "${before}" a delivery can go to ${possible.length > 0 ? possible.join(', ') : 'nothing else'}.`
    }
    before = step.state
  }
  return undefined
}
