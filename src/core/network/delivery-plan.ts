import { type RowOf, defineCollection } from '../store/collection.ts'
import * as kept from '../store/kept.ts'
import { toAddress } from './address.ts'
import type { Attached } from './attached.ts'
import { impossibleStep, planSchema } from './delivery.ts'

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
  { ids: 'network.plan-rule', prefix: 'P', wrongWith: ({ plan }) => impossibleStep(plan) },
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
