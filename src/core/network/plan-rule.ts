import { type Collection, type RowOf, defineCollection } from '../store/collection.ts'
import * as kept from '../store/kept.ts'
import { toAddress } from './address.ts'
import { type DeliveryPlan, impossibleStep, planSchema, reportsSchema } from './delivery-plan.ts'
import { type DeliveryState, canBecome } from './delivery-state.ts'

/** Says how certain deliveries go, and what their providers hear of it; the first rule that fits decides. */
export type PlanRule = RowOf<typeof planRules>

export const planRules = defineCollection(
  'network.plan-rules',
  {
    provider: kept.orNull(kept.provider),
    from: kept.orNull(kept.text),
    to: kept.orNull(kept.text),
    /** Part of the text, whatever the case. */
    text: kept.orNull(kept.text),
    /** How they go; null where they go as they would without it. */
    plan: kept.orNull(planSchema),
    /** What is heard of each step that does not say so itself; null where all is heard at once. */
    reports: kept.orNull(reportsSchema),
    /** How many more deliveries it takes; null for any number. */
    times: kept.orNull(kept.count),
  },
  { ids: 'network.plan-rule', prefix: 'P', wrongWith: ({ plan }) => impossibleStep(plan ?? []) },
)

/** What a rule looks at. */
export interface Sent {
  readonly provider: string
  readonly from: string
  readonly to: string
  readonly text: string
}

export function fits(rule: PlanRule, sent: Sent): boolean {
  return (
    rule.times !== 0 &&
    (rule.provider === null || rule.provider === sent.provider) &&
    (rule.from === null || toAddress(rule.from) === toAddress(sent.from)) &&
    (rule.to === null || toAddress(rule.to) === toAddress(sent.to)) &&
    (rule.text === null || sent.text.toLowerCase().includes(rule.text.toLowerCase()))
  )
}

/**
 * The rule that decides how something goes on from where it is: the first that fits and can still be followed.
 * @param followed the id of the rule that it follows already, which has counted it
 */
export const ruleFor = (
  rules: Collection<PlanRule>,
  sent: Sent,
  state: DeliveryState,
  followed: string | null,
): PlanRule | undefined =>
  rules
    .all()
    .find((one) => one.id === followed || (fits(one, sent) && (one.plan === null || placeIn(one.plan, state) !== -1)))

/** The id of the rule for something that begins, which counts it; null where there is none. */
export function ruleAnew(rules: Collection<PlanRule>, sent: Sent): string | null {
  if (rules.size === 0) return null
  const rule = ruleFor(rules, sent, 'queued', null)
  if (rule) countDown(rules, rule)
  return rule?.id ?? null
}

/** A rule has decided about one delivery more. */
export function countDown(rules: Collection<PlanRule>, rule: PlanRule): void {
  if (rule.times) rules.update(rule, { times: rule.times - 1 })
}

/**
 * The index of the step that comes after a state: the one after the last that enters it, else the first that can be taken
 * from there; -1 where none can.
 */
export function placeIn(plan: DeliveryPlan, state: DeliveryState): number {
  const entered = plan.findLastIndex((step) => step.state === state)
  return entered === -1 ? plan.findIndex((step) => canBecome(state, step.state)) : entered + 1
}
