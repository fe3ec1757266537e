import { type RowOf, defineCollection } from '../store/collection.ts'
import * as kept from '../store/kept.ts'
import { attachedSchema } from './attached.ts'
import { planSchema } from './delivery-plan.ts'
import { DELIVERY_STATES, FAILURE_REASONS, canBecome } from './delivery-state.ts'

/** An outbound message under way to a handset: what really becomes of it. The message itself is the provider's record. */
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
    /** When it was submitted. */
    at: kept.time,
    /** The journal entry that told of it first: what came later has a higher one. */
    entry: kept.count,
    /** What comes with the text, where anything does. */
    attached: kept.optional(attachedSchema),
    state: kept.oneOf(DELIVERY_STATES),
    reason: kept.orNull(kept.oneOf(FAILURE_REASONS)),
    /** From when on the wait for the next step counts: when the state was entered, or the delivery let go again. */
    since: kept.time,
    /** When it reached the handset. */
    arrived: kept.orNull(kept.time),
    /** When it fails if it has not been handed over by then. */
    expires: kept.orNull(kept.due),
    /** The provider's own plan, which it follows where no rule decides; null for the happy path. */
    plan: kept.orNull(planSchema),
    /** Whether no rule can decide. */
    fixed: kept.boolean,
    /** The rule that decided the last step. It may be gone. */
    rule: kept.orNull(kept.text),
    /** Index of the step to come. */
    step: kept.count,
  },
  { indexes: ['to'], ids: 'network.delivery', prefix: 'D' },
)

/** Whether it went nowhere, and so can go its way from the start. */
export const canBeginAnew = ({ state }: Delivery): boolean => state === 'queued' || canBecome(state, 'queued')

/** What a provider wants to reach a handset. */
export interface Outbound {
  readonly provider: string
  /** The provider's own id of its message. */
  readonly message: string
  readonly from: string
  readonly to: string
  readonly text: string
  /** What comes with the text; left out where nothing does. */
  readonly attached?: Delivery['attached']
  /** The id that the delivery gets, where it has been given out already. */
  readonly id?: string | undefined
  /** The journal entry that told of the text, where one did already; else that of its delivery does. */
  readonly entry?: number | undefined
}
