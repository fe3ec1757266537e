import type { Static } from 'typebox'
import * as kept from '../store/kept.ts'
import { DELIVERY_STATES, type DeliveryState, FAILURE_REASONS, TRANSITIONS } from './delivery-state.ts'

/** So often at most a report is made of one change. */
export const MOST_TIMES = 100

const reportSchema = kept.object({
  /** Milliseconds after the change; at once where it is left out. */
  after: kept.optional(kept.duration),
  /** What is said instead of what happened. */
  state: kept.optional(kept.oneOf(DELIVERY_STATES)),
  reason: kept.optional(kept.oneOf(FAILURE_REASONS)),
  /** How often it comes; once where it is left out. */
  times: kept.optional(kept.whole(1, MOST_TIMES)),
  /** Milliseconds from one of these to the next. */
  every: kept.optional(kept.duration),
})

/** What a provider is told of a change: what really happened, at once and once, unless it says otherwise. */
export type Report = Static<typeof reportSchema>

/** All that a provider is told of a change. Where the list is empty, the report is lost. */
export type Reports = readonly Report[]

/** Reports as rows hold them. */
export const reportsSchema = kept.listOf(reportSchema)

const stepSchema = kept.object({
  /** Milliseconds after the step before (or after sending). */
  after: kept.duration,
  state: kept.oneOf(DELIVERY_STATES),
  reason: kept.optional(kept.oneOf(FAILURE_REASONS)),
  /** Up to so many milliseconds later, drawn for each delivery. */
  spread: kept.optional(kept.duration),
  reports: kept.optional(reportsSchema),
})
export type Step = Static<typeof stepSchema>

/** How a delivery will go: timed changes of state, one after the other. */
export type DeliveryPlan = readonly Step[]

/** A plan as rows hold it. */
export const planSchema = kept.listOf(stepSchema)

/** What becomes of a message unless something says otherwise. */
export const HAPPY_PATH: DeliveryPlan = [
  { after: 1000, state: 'sent' },
  { after: 2000, state: 'delivered' },
]

/** The plan of what is cancelled instead of leaving: in so many milliseconds. */
export const callOff = (after: number): DeliveryPlan => [{ after, state: 'cancelled' }]

export const isCalledOff = (plan: DeliveryPlan | null): boolean => plan?.[0]?.state === 'cancelled'

/** States for which there are reasons. */
const HAS_REASON: ReadonlySet<DeliveryState> = new Set(['retrying', 'undelivered', 'failed', 'cancelled'])

/**
 * What makes no sense in a report, in words; undefined where nothing does.
 * @param happened what it is of, where that is known
 */
export function senselessReport({ state, reason, times, every }: Report, happened?: DeliveryState): string | undefined {
  const said = state ?? happened
  if (every !== undefined && (times ?? 1) < 2)
    return '"every" is the time between reports that come more than once: say how often in "times".'
  if (reason !== undefined && said !== undefined && !HAS_REASON.has(said))
    return `A report of "${said}" has no "reason": that is why something did not arrive.`
  return undefined
}

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
