import { type Slices, each } from '../slices.ts'
import type { Collection } from '../store/collection.ts'
import { type DeliveryState, type FailureReason, ON_THE_HANDSET, canBecome } from './delivery-state.ts'
import { type Delivery, deliveries } from './delivery.ts'
import { deliveryChanged } from './events.ts'
import { switchedOff } from './handset-condition.ts'
import type { NetworkPorts } from './network-ports.ts'
import { type Circumstances, type NextStep, STEP, endsSent, nextStepOf } from './next-step.ts'
import { countDown, planRules } from './plan-rule.ts'
import { OwedReports } from './reports.ts'

/** Puts the steps of deliveries on the clock, and takes each when it is due. */
export class DeliverySteps {
  readonly circumstances: Circumstances
  readonly reports: OwedReports
  readonly #rows: Collection<Delivery>

  constructor(readonly ports: NetworkPorts) {
    const { clock, random, store } = ports
    this.#rows = store.collection(deliveries)
    this.circumstances = { rules: store.collection(planRules), off: store.collection(switchedOff), random }
    this.reports = new OwedReports(ports)
    clock.register(STEP, ({ delivery }) => this.#due(delivery))
  }

  /** Puts the next step on the clock, if there is one. */
  schedule(delivery: Delivery): void {
    const next = nextStepOf(delivery, this.circumstances)
    if (next) this.#put(delivery, next.due)
  }

  isScheduled(id: string): boolean {
    return this.ports.clock.find(STEP, 'delivery', id) !== undefined
  }

  /** Takes a step off the clock; answers whether one was there. */
  callOff(id: string): boolean {
    return this.ports.clock.callOff(STEP, 'delivery', id)
  }

  /** What is under way to a handset is decided anew, because something about the handset has changed. */
  *reconsider(address: string): Slices<void> {
    const all = this.#rows.by('to', address).map(({ sequence }) => sequence)
    yield* each(all, (sequence) => {
      const delivery = this.#rows.at(sequence)
      if (!delivery || delivery.arrived !== null) return
      if (this.callOff(delivery.id)) this.schedule(delivery)
      else this.#arrive(delivery)
    })
  }

  /** A delivery changes out of turn; that is reported at once. */
  move(before: Delivery, state: DeliveryState, reason: FailureReason | null): void {
    const next = this.#enter(before, state, reason, before.step, before.rule, ON_THE_HANDSET.has(state))
    this.ports.journal.within(this.tell(next, before.state), () => this.reports.tell(next))
  }

  /** Tells what happened; answers the id of the journal's entry. */
  tell(delivery: Delivery, was: DeliveryState | null): number {
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

  #due(id: string): void {
    const delivery = this.#rows.get(id)
    if (!delivery) return
    const next = nextStepOf(delivery, this.circumstances)
    if (!next) this.#arrive(delivery)
    else if (next.due > this.ports.clock.now) this.#put(delivery, next.due)
    else if (canBecome(delivery.state, next.step.state)) this.#take(delivery, next)
  }

  #take(before: Delivery, { step, following, plan, rule, reports }: NextStep): void {
    const { state, reason = null } = step
    if (rule && rule.id !== before.rule) countDown(this.circumstances.rules, rule)
    const arrives = this.#arrives(before, state, following >= plan.length)
    const next = this.#enter(before, state, reason, following, rule === undefined ? null : rule.id, arrives)
    this.ports.journal.within(this.tell(next, before.state), () => {
      if (reports === undefined) this.reports.tell(next)
      else this.reports.owe(next, reports)
      // A listener may have cancelled or restarted it meanwhile.
      if (this.#rows.now(next) === next) this.schedule(next)
    })
  }

  /** The delivery in another state, written out: it is replaced at each of its steps. */
  #enter(
    before: Delivery,
    state: DeliveryState,
    reason: FailureReason | null,
    step: number,
    rule: string | null,
    arrives: boolean,
  ): Delivery {
    const { now } = this.ports.clock
    const next: Delivery = {
      id: before.id,
      sequence: before.sequence,
      provider: before.provider,
      message: before.message,
      from: before.from,
      to: before.to,
      text: before.text,
      at: before.at,
      entry: before.entry,
      state,
      reason,
      since: now,
      arrived: before.arrived ?? (arrives ? now : null),
      expires: before.expires,
      plan: before.plan,
      fixed: before.fixed,
      rule,
      step,
    }
    return this.#rows.replace(before, before.attached === undefined ? next : { ...next, attached: before.attached })
  }

  /** What is sent over a network that reports nothing more arrives, if the handset is there. */
  #arrives({ to }: Delivery, state: DeliveryState, isLast: boolean): boolean {
    return ON_THE_HANDSET.has(state) || (isLast && state === 'sent' && this.circumstances.off.get(to) === undefined)
  }

  #arrive(delivery: Delivery): void {
    if (delivery.state !== 'sent' || delivery.arrived !== null || nextStepOf(delivery, this.circumstances)) return
    // What moves by what others report is on the handset when they say so.
    if (!endsSent(delivery, this.circumstances)) return
    if (this.#arrives(delivery, 'sent', true)) this.#rows.update(delivery, { arrived: this.ports.clock.now })
  }

  #put({ id }: Delivery, due: number): void {
    const { clock } = this.ports
    clock.schedule(due - clock.now, STEP, { delivery: id })
  }
}
