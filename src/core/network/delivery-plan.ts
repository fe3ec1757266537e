import { type RowOf, defineCollection } from '../store/collection.ts'
import * as kept from '../store/kept.ts'
import { toAddress } from './address.ts'
import type { Attached } from './attached.ts'
import { type DeliveryPlan, TRANSITIONS, planSchema } from './delivery.ts'

/** Says how certain deliveries will go; the first rule that fits decides. */
export type PlanRule = RowOf<typeof planRules>

export const planRules = defineCollection(
  'network.plan-rules',
  {
    provider: kept.orNull(kept.provider),
    from: kept.orNull(kept.text),
    to: kept.orNull(kept.text),
    /** Part of the text, whatever the case. */
    text: kept.orNull(kept.text),
    plan: planSchema,
    /** How many more deliveries it takes; null for any number. */
    times: kept.orNull(kept.count),
  },
  { ids: 'network.plan-rule', wrongWith: ({ plan }) => impossibleStep(plan) },
)

export interface Outbound {
  provider: string
  /** The provider's own id of its message. */
  message: string
  from: string
  to: string
  text: string
  /** What comes with the text; left out where nothing does. */
  attached?: Attached | undefined
}

export function fits(rule: PlanRule, outbound: Outbound): boolean {
  return (
    rule.times !== 0 &&
    (rule.provider === null || rule.provider === outbound.provider) &&
    (rule.from === null || toAddress(rule.from) === toAddress(outbound.from)) &&
    (rule.to === null || toAddress(rule.to) === toAddress(outbound.to)) &&
    (rule.text === null || outbound.text.toLowerCase().includes(rule.text.toLowerCase()))
  )
}

/** The first impossible step of a plan, in words; undefined where the plan can be followed. */
export function impossibleStep(plan: DeliveryPlan): string | undefined {
  let state: keyof typeof TRANSITIONS = 'queued'
  for (const [index, step] of plan.entries()) {
    const possible: readonly string[] = TRANSITIONS[state]
    if (!possible.includes(step.state)) {
      return `Step ${index + 1} goes from "${state}" to "${step.state}"; from "${state}" a delivery can go to ${possible.length > 0 ? possible.join(', ') : 'nothing else'}.`
    }
    state = step.state
  }
  return undefined
}
