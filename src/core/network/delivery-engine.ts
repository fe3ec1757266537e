import { Refusal } from '../refusal.ts'
import type { Slices } from '../slices.ts'
import type { Collection } from '../store/collection.ts'
import type { Draft } from '../store/row.ts'
import { toAddress } from './address.ts'
import { type DeliveryPlan, callOff, isCalledOff } from './delivery-plan.ts'
import { type DeliveryState, type FailureReason, TRANSITIONS, canBecome } from './delivery-state.ts'
import { DeliverySteps } from './delivery-steps.ts'
import type { NetworkPorts } from './network-ports.ts'
import { type Delivery, type Outbound, canBeginAnew, deliveries } from './delivery.ts'
import { nextStepOf } from './next-step.ts'
import { ruleAnew } from './plan-rule.ts'

/** How a provider wants a message to go. */
export interface Course {
  /** What becomes of it where no plan rule says otherwise; the happy path where it is left out. */
  plan?: DeliveryPlan | undefined
  /** Whether the plan outranks all rules. */
  fixed?: boolean
  /** It fails if it has not been handed over after so many milliseconds. */
  validity?: number
  /** Whether it waits until `resume`, as in a paused phone. */
  hold?: boolean
  /** Whether the message has been sent before: its provider then hears that it is queued once more. */
  again?: boolean
}

/**
 * Takes texts towards their handsets, and lets those who sent them interfere. What it is given says which delivery is
 * meant; what it answers is that delivery from now on.
 */
export class DeliveryEngine {
  readonly #rows: Collection<Delivery>
  readonly #steps: DeliverySteps

  constructor(readonly ports: NetworkPorts) {
    this.#rows = ports.store.collection(deliveries)
    this.#steps = new DeliverySteps(ports)
  }

  /** Takes a message on its way. That it is queued is its provider's own doing: it changes, and nobody reports it. */
  submit(outbound: Outbound, { plan, fixed = false, validity, hold = false, again = false }: Course = {}): Delivery {
    const { now } = this.ports.clock
    const draft: Draft<Delivery> = {
      id: outbound.id ?? this.newId(),
      sequence: 0,
      provider: outbound.provider,
      message: outbound.message,
      from: outbound.from,
      to: toAddress(outbound.to),
      text: outbound.text,
      at: now,
      entry: outbound.entry ?? this.ports.journal.next,
      state: 'queued',
      reason: null,
      since: now,
      arrived: null,
      expires: validity === undefined ? null : now + validity,
      plan: plan ?? null,
      fixed,
      rule: fixed ? null : ruleAnew(this.#steps.circumstances.rules, outbound),
      step: 0,
    }
    // Plain texts, which most are, carry no place for what they do not have.
    const delivery = this.#rows.insert(
      outbound.attached === undefined ? draft : { ...draft, attached: outbound.attached },
    )
    const told = this.#steps.tell(delivery, null)
    this.ports.journal.within(told, () => {
      if (again) this.#steps.reports.tell(delivery)
      // A listener may have cancelled or restarted it meanwhile.
      if (!hold && this.#rows.now(delivery) === delivery) this.#steps.schedule(delivery)
    })
    return this.#rows.now(delivery)!
  }

  /** The id of a delivery to come, for records that name it. */
  newId(): string {
    return `D${this.ports.random.count('network.delivery')}`
  }

  get(id: string): Delivery | undefined {
    return this.#rows.get(id)
  }

  /** Whether something becomes of a delivery by itself, as things stand now. */
  goesOn(delivery: Delivery): boolean {
    return nextStepOf(delivery, this.#steps.circumstances) !== undefined
  }

  /** Lets a held delivery go on; the whole wait for its next step begins. */
  resume({ id }: Delivery): Delivery {
    const delivery = this.get(id)!
    if (this.#steps.isScheduled(id)) return delivery
    const next = this.#rows.update(delivery, { since: this.ports.clock.now })
    this.#steps.schedule(next)
    return next
  }

  /** Whether it stays as it is until `resume`, or has nowhere to go. */
  isHeld({ id }: Delivery): boolean {
    return !this.#steps.isScheduled(id)
  }

  /** Takes a waiting step off the clock: the delivery stays as it is until `resume`. */
  hold({ id }: Delivery): void {
    this.#steps.callOff(id)
  }

  /**
   * Queues a failed, cancelled or waiting delivery anew, to go its way from the start.
   * @throws Refusal `illegal` where it has gone further
   */
  restart({ id }: Delivery, plan?: DeliveryPlan): Delivery {
    const delivery = this.get(id)!
    if (delivery.state !== 'queued') refuseIllegal(delivery, 'queued')
    this.hold(delivery)
    // Only until then did no rule decide.
    const fixed = delivery.fixed && !isCalledOff(delivery.plan)
    const begun = this.#rows.update(delivery, {
      step: 0,
      plan: plan ?? null,
      fixed,
      rule: fixed ? null : ruleAnew(this.#steps.circumstances.rules, delivery),
      since: this.ports.clock.now,
    })
    const now = begun.state === 'queued' ? begun : this.move(begun, 'queued')
    // A listener may have cancelled or restarted it meanwhile.
    if (now.state === 'queued' && !this.#steps.isScheduled(id)) this.#steps.schedule(now)
    return now
  }

  /** Sends the same text once more: the same delivery where it went nowhere, and another where it did. */
  sendAgain({ id }: Delivery, plan?: DeliveryPlan): Delivery {
    const delivery = this.get(id)!
    return canBeginAnew(delivery)
      ? this.restart(delivery, plan)
      : this.submit({ ...delivery, id: undefined, entry: undefined }, { plan, fixed: delivery.fixed, again: true })
  }

  /** @throws Refusal `illegal` where it has left already */
  cancel({ id }: Delivery): Delivery {
    const delivery = this.get(id)!
    if (delivery.state === 'cancelled') return delivery
    refuseIllegal(delivery, 'cancelled')
    this.hold(delivery)
    return this.move(delivery, 'cancelled')
  }

  /** What waits is cancelled at the moment at which it would have taken its next step, whatever rules say. */
  cancelWhenDue({ id }: Delivery): Delivery {
    const delivery = this.get(id)!
    refuseIllegal(delivery, 'cancelled')
    const next = nextStepOf(delivery, this.#steps.circumstances)
    const plan = callOff(next === undefined ? 0 : next.due - delivery.since)
    return this.#rows.update(delivery, { plan, fixed: true, rule: null, step: 0 })
  }

  /**
   * Changes a delivery out of turn, and reports it at once.
   * @throws Refusal `illegal` where the transition table does not have this change
   */
  move({ id }: Delivery, state: DeliveryState, reason: FailureReason | null = null): Delivery {
    const before = this.get(id)!
    refuseIllegal(before, state)
    this.#steps.move(before, state, reason)
    return this.get(id)!
  }

  /** A handset is switched off: texts wait for it so many milliseconds, and are undelivered then. It is off from the first slice on. */
  *switchOff(address: string, patience: number): Slices<void> {
    const { off } = this.#steps.circumstances
    const row = off.get(address)
    if (row) off.update(row, { patience })
    else off.insert({ id: address, since: this.ports.clock.now, patience })
    yield* this.#steps.reconsider(address)
  }

  /** A handset is on again, and gets what waited for it. */
  *switchOn(address: string): Slices<void> {
    const { off } = this.#steps.circumstances
    const row = off.get(address)
    if (!row) return
    off.delete(row)
    yield* this.#steps.reconsider(address)
  }
}

/** @throws Refusal `illegal` where the transition table does not have this change. */
function refuseIllegal(delivery: Delivery, state: DeliveryState): void {
  if (!canBecome(delivery.state, state)) {
    const possible = TRANSITIONS[delivery.state].join(', ') || 'nothing else'
    throw new Refusal(
      'illegal',
      `Delivery ${delivery.id} is ${delivery.state} and cannot become ${state}; from there it can go to ${possible}.`,
    )
  }
}
