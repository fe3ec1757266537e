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
export const STEP = defineJob('delivery.step', { delivery: kept.idOf('network.deliveries') })

/** Puts the steps of deliveries on the clock, changes their state and tells of it. */
export class DeliveryEngine {
  readonly #deliveries: Collection<Delivery>

  constructor(readonly ports: EnginePorts) {
    this.#deliveries = ports.store.collection(deliveries)
    ports.clock.register(STEP.name, ({ delivery }: PayloadOf<typeof STEP>) => this.#step(delivery))
  }

  /**
   * Takes a message on its way. The plan is the first fitting plan rule's, else the one given, else the happy path.
   * @param hold keeps it queued until `resume`, as a paused phone does.
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
      job: null,
    }
    // Plain texts, which most are, carry no place for what they do not have.
    const delivery = this.#deliveries.insert(
      outbound.attached === undefined ? draft : { ...draft, attached: outbound.attached },
    )
    const told = this.#tell(delivery, null)
    // A listener may have cancelled or restarted it meanwhile.
    if (!hold && delivery.state === 'queued' && delivery.job === null) {
      this.ports.within(told, () => this.#scheduleStep(delivery))
    }
    return delivery
  }

  get(id: string): Delivery | undefined {
    return this.#deliveries.get(id)
  }

  /** Starts a held delivery, or one that was cancelled or failed and is queued again. */
  resume(delivery: Delivery): void {
    if (delivery.job === null) this.#scheduleStep(delivery)
  }

  /** Takes a waiting step off the clock: the delivery stays as it is until `resume`. */
  hold(delivery: Delivery): void {
    if (delivery.job === null) return
    this.ports.clock.cancel(delivery.job)
    delivery.job = null
  }

  /** Queues a failed, cancelled or waiting delivery anew, to go its way from the start. */
  restart(delivery: Delivery, plan: DeliveryPlan = HAPPY_PATH): void {
    if (delivery.state !== 'queued') refuseIllegal(delivery, 'queued')
    this.hold(delivery)
    this.#deliveries.update(delivery, { step: 0, plan: this.#planFor(delivery) ?? plan })
    if (delivery.state !== 'queued') this.move(delivery, 'queued')
    this.#scheduleStep(delivery)
  }

  cancel(delivery: Delivery): void {
    if (delivery.state === 'cancelled') return
    refuseIllegal(delivery, 'cancelled')
    this.hold(delivery)
    this.move(delivery, 'cancelled')
  }

  /** @throws Refusal `illegal` where the transition table does not have this change. */
  move(delivery: Delivery, state: DeliveryState, reason: FailureReason | null = null): void {
    this.#enter(delivery, state, reason)
  }

  /** Answers the id of the journal entry that tells of it. */
  #enter(delivery: Delivery, state: DeliveryState, reason: FailureReason | null): number {
    refuseIllegal(delivery, state)
    const was = delivery.state
    delivery.state = state
    delivery.reason = reason
    // What was read had arrived before: its place among the texts of the handset stays.
    if (state !== 'read') delivery.at = this.ports.clock.now
    return this.#tell(delivery, was)
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
    if (!step) {
      delivery.job = null
      return
    }
    const spread = step.spread
      ? Math.floor(step.spread * this.ports.random.fraction('network.spread', delivery.id, delivery.step))
      : 0
    delivery.job = this.ports.clock.schedule(step.after + spread, STEP.name, { delivery: delivery.id })
  }

  #step(id: string): void {
    const delivery = this.#deliveries.get(id)
    const step = delivery?.plan[delivery.step]
    if (!delivery || !step) return
    delivery.job = null
    delivery.step++
    const told = this.#enter(delivery, step.state, step.reason ?? null)
    // A listener may have cancelled or restarted it meanwhile.
    if (delivery.job === null && delivery.state === step.state) {
      this.ports.within(told, () => this.#scheduleStep(delivery))
    }
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
