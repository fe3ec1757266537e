import { defineJob } from '../clock/job-kind.ts'
import type { Random } from '../random.ts'
import type { Collection } from '../store/collection.ts'
import * as kept from '../store/kept.ts'
import { type DeliveryPlan, HAPPY_PATH, type Reports, type Step, impossibleStep } from './delivery-plan.ts'
import { type DeliveryState, ON_THE_HANDSET } from './delivery-state.ts'
import { type Delivery, deliveries } from './delivery.ts'
import type { SwitchedOff } from './handset-condition.ts'
import { type PlanRule, placeIn, ruleFor } from './plan-rule.ts'

/** A delivery takes its next step. */
export const STEP = defineJob(
  'delivery.step',
  { delivery: kept.idOf('network.deliveries') },
  {
    wrongWith({ delivery: id }, find) {
      const delivery = find(deliveries, id)
      // Where a rule decides, it takes the delivery from wherever it stands.
      if (!delivery || delivery.rule !== null) return undefined
      const impossible = impossibleStep(delivery.plan ?? HAPPY_PATH, delivery)
      return impossible && `"${id}" cannot go on: ${impossible}`
    },
  },
)

/** What decides how deliveries go. */
export interface Circumstances {
  readonly rules: Collection<PlanRule>
  readonly off: Collection<SwitchedOff>
  readonly random: Random
}

/** What becomes of a delivery next. */
export interface NextStep {
  /** Virtual milliseconds. */
  readonly due: number
  readonly step: Step
  /** Index of the step that comes after it; where `plan` ends, none does. */
  readonly following: number
  readonly plan: DeliveryPlan
  /** The rule that decides. */
  readonly rule: PlanRule | undefined
  /** What is heard of it, where something is said about that. */
  readonly reports: Reports | undefined
}

const ruleOf = (delivery: Delivery, { rules }: Circumstances): PlanRule | undefined =>
  delivery.fixed || rules.size === 0 ? undefined : ruleFor(rules, delivery, delivery.state, delivery.rule)

const planBy = (delivery: Delivery, rule: PlanRule | undefined): DeliveryPlan =>
  rule?.plan ?? delivery.plan ?? HAPPY_PATH

/** Whether it goes over a network that tells nothing more of what is sent. */
export const endsSent = (delivery: Delivery, circumstances: Circumstances): boolean =>
  planBy(delivery, ruleOf(delivery, circumstances)).at(-1)?.state === 'sent'

/** What becomes of a delivery next as things stand now; undefined where nothing does. */
export function nextStepOf(delivery: Delivery, circumstances: Circumstances): NextStep | undefined {
  const { off, random } = circumstances
  const rule = ruleOf(delivery, circumstances)
  const plan = planBy(delivery, rule)
  const at = placeOf(delivery, plan, rule)
  const step = at < plan.length ? plan[at] : undefined
  const due =
    step === undefined
      ? Infinity
      : step.spread === undefined
        ? delivery.since + step.after
        : delivery.since + step.after + Math.floor(step.spread * random.fraction('network.spread', delivery.id, at))
  const keeper = step !== undefined && off.size > 0 && arrivesBy(delivery, step) ? off.get(delivery.to) : undefined
  const over = keeper ? due + keeper.patience : due
  const { expires } = delivery
  if (expires !== null && over > expires && IN_QUEUE.has(delivery.state))
    return { due: expires, step: EXPIRED, following: plan.length, plan, rule, reports: rule?.reports ?? undefined }
  if (step === undefined) return undefined
  if (keeper)
    return {
      due: over,
      step: UNREACHABLE,
      following: plan.length,
      plan,
      rule,
      reports: rule?.reports ?? undefined,
    }
  return { due, step, following: at + 1, plan, rule, reports: step.reports ?? rule?.reports ?? undefined }
}

const arrivesBy = ({ arrived }: Delivery, { state }: Step): boolean => arrived === null && ON_THE_HANDSET.has(state)

/** States in which a text waits to be handed over. */
const IN_QUEUE: ReadonlySet<DeliveryState> = new Set(['queued', 'accepted', 'retrying'])

const EXPIRED: Step = { after: 0, state: 'failed', reason: 'expired' }
const UNREACHABLE: Step = { after: 0, state: 'undelivered', reason: 'unreachable' }

/** Whoever decides for the first time takes the delivery where it stands. */
function placeOf({ step, state, rule: before }: Delivery, plan: DeliveryPlan, rule: PlanRule | undefined): number {
  if (before === (rule?.id ?? null)) return step
  const stands = step === 0 ? state === 'queued' : plan[step - 1]?.state === state
  if (stands) return step
  const place = placeIn(plan, state)
  return place === -1 ? plan.length : place
}
