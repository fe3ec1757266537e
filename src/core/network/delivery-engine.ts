import type { Clock } from '../clock/clock.ts'
import { type PayloadOf, defineJob } from '../clock/job-kind.ts'
import type { Publish } from '../events.ts'
import type { Random } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Collection } from '../store/collection.ts'
import * as kept from '../store/kept.ts'
import type { Draft } from '../store/row.ts'
import type { Store } from '../store/store.ts'
import { toAddress } from './address.ts'
import { type Outbound, fits, planRules } from './delivery-plan.ts'
import {
  type Delivery,
  type DeliveryPlan,
  type DeliveryState,
  type FailureReason,
  HAPPY_PATH,
  TRANSITIONS,
  deliveries,
  impossibleStep,
} from './delivery.ts'
import { deliveryChanged } from './events.ts'

export interface EnginePorts {
  clock: Clock
  random: Random
  store: Store
  publish: Publish
  /** Runs something with an entry in force as its cause. */
  within(cause: number, run: () => void): void
}

/** A delivery takes the next step of its plan. */
export const STEP = defineJob(
  'delivery.step',
  { delivery: kept.idOf('network.deliveries') },
  {
    wrongWith({ delivery: id }, find) {
      const delivery = find(deliveries, id)
      const impossible = delivery && impossibleStep(delivery.plan, delivery)
      return impossible && `"${id}" cannot go on: ${impossible}`
    },
  },
)

/**
 * Puts the steps of deliveries on the clock, changes their state and tells of it. What it is given says which delivery is
 * meant; what it answers is that delivery from now on.
 */
export class DeliveryEngine {
  readonly #deliveries: Collection<Delivery>

  constructor(readonly ports: EnginePorts) {
    this.#deliveries = ports.store.collection(deliveries)
    ports.clock.register(STEP.name, ({ delivery }: PayloadOf<typeof STEP>) => this.#step(delivery))
  }

  /**
   * Takes a message on its way. The plan is the first fitting plan rule's, else the one given, else the happy path.
   * @param hold keeps it queued until `resume`, as a paused phone does.
   * @returns it as it is once all have heard of it
   */
  submit(
    outbound: Outbound,
    { plan = HAPPY_PATH, hold = false }: { plan?: DeliveryPlan; hold?: boolean } = {},
  ): Delivery {
    const draft: Draft<Delivery> = {
      id: `D${this.ports.random.count('network.delivery')}`,
      sequence: 0,
      provider: outbound.provider,
      message: outbound.message,
      from: outbound.from,
      to: toAddress(outbound.to),
      text: outbound.text,
      state: 'queued',
      reason: null,
      at: this.ports.clock.now,
      plan: this.#planFor(outbound) ?? plan,
      step: 0,
    }
    // Plain texts, which most are, carry no place for what they do not have.
    const delivery = this.#deliveries.insert(
      outbound.attached === undefined ? draft : { ...draft, attached: outbound.attached },
    )
    const told = this.#tell(delivery, null)
    // A listener may have cancelled or restarted it meanwhile.
    const now = this.get(delivery.id)!
    if (!hold && now === delivery) this.ports.within(told, () => this.#scheduleStep(delivery))
    return now
  }

  get(id: string): Delivery | undefined {
    return this.#deliveries.get(id)
  }

  /** Starts a held delivery, or one that was cancelled or failed and is queued again. */
  resume(delivery: Delivery): void {
    if (this.#jobOf(delivery) === undefined) this.#scheduleStep(this.get(delivery.id)!)
  }

  /** Takes a waiting step off the clock: the delivery stays as it is until `resume`. */
  hold(delivery: Delivery): void {
    const job = this.#jobOf(delivery)
    if (job !== undefined) this.ports.clock.cancel(job)
  }

  /** Queues a failed, cancelled or waiting delivery anew, to go its way from the start. */
  restart({ id }: Delivery, plan: DeliveryPlan = HAPPY_PATH): Delivery {
    const delivery = this.get(id)!
    if (delivery.state !== 'queued') refuseIllegal(delivery, 'queued')
    this.hold(delivery)
    const begun = this.#deliveries.update(delivery, { step: 0, plan: this.#planFor(delivery) ?? plan })
    const now = begun.state === 'queued' ? begun : this.move(begun, 'queued')
    this.#scheduleStep(now)
    return now
  }

  cancel({ id }: Delivery): Delivery {
    const delivery = this.get(id)!
    if (delivery.state === 'cancelled') return delivery
    refuseIllegal(delivery, 'cancelled')
    this.hold(delivery)
    return this.move(delivery, 'cancelled')
  }

  /** @throws Refusal `illegal` where the transition table does not have this change. */
  move({ id }: Delivery, state: DeliveryState, reason: FailureReason | null = null): Delivery {
    const delivery = this.get(id)!
    refuseIllegal(delivery, state)
    this.#tell(this.#enter(delivery, state, reason, delivery.step), delivery.state)
    return this.get(id)!
  }

  /** The delivery in another state, written out: it is replaced at each of its steps. */
  #enter(before: Delivery, state: DeliveryState, reason: FailureReason | null, step: number): Delivery {
    const now: Delivery = {
      id: before.id,
      sequence: before.sequence,
      provider: before.provider,
      message: before.message,
      from: before.from,
      to: before.to,
      text: before.text,
      state,
      reason,
      // What was read had arrived before: its place among the texts of the handset stays.
      at: state === 'read' ? before.at : this.ports.clock.now,
      plan: before.plan,
      step,
    }
    return this.#deliveries.replace(before, before.attached === undefined ? now : { ...now, attached: before.attached })
  }

  #planFor(outbound: Outbound): DeliveryPlan | undefined {
    const rules = this.ports.store.collection(planRules)
    if (rules.size === 0) return undefined
    const rule = rules.all().find((one) => fits(one, outbound))
    if (rule?.times) rules.update(rule, { times: rule.times - 1 })
    return rule?.plan
  }

  #scheduleStep(delivery: Delivery): void {
    const step = delivery.plan[delivery.step]
    if (!step) return
    const spread = step.spread
      ? Math.floor(step.spread * this.ports.random.fraction('network.spread', delivery.id, delivery.step))
      : 0
    this.ports.clock.schedule(step.after + spread, STEP.name, { delivery: delivery.id })
  }

  #step(id: string): void {
    const delivery = this.#deliveries.get(id)
    const step = delivery?.plan[delivery.step]
    if (!delivery || !step) return
    refuseIllegal(delivery, step.state)
    const entered = this.#enter(delivery, step.state, step.reason ?? null, delivery.step + 1)
    const told = this.#tell(entered, delivery.state)
    // A listener may have cancelled or restarted it meanwhile.
    if (this.get(id) === entered) this.ports.within(told, () => this.#scheduleStep(entered))
  }

  /** The job that will take its next step, if one is on the clock. */
  #jobOf({ id }: Delivery): number | undefined {
    return this.ports.clock.find(STEP, 'delivery', id)
  }

  #tell(delivery: Delivery, was: DeliveryState | null): number {
    return this.ports.publish(deliveryChanged, {
      provider: delivery.provider,
      delivery: delivery.id,
      message: delivery.message,
      from: delivery.from,
      to: delivery.to,
      was,
      state: delivery.state,
      reason: delivery.reason,
    }).id
  }
}

/** @throws Refusal `illegal` where the transition table does not have this change. */
function refuseIllegal(delivery: Delivery, state: DeliveryState): void {
  const possible: readonly string[] = TRANSITIONS[delivery.state]
  if (!possible.includes(state)) {
    throw new Refusal(
      'illegal',
      `Delivery ${delivery.id} is ${delivery.state} and cannot become ${state}; from there it can go to ${possible.join(', ') || 'nothing else'}.`,
    )
  }
}
