import type { Clock } from '../clock/clock.ts'
import type { PayloadOf } from '../clock/job-kind.ts'
import type { Publish } from '../events.ts'
import type { Random } from '../random.ts'
import { Refusal } from '../refusal.ts'
import type { Collection } from '../store/collection.ts'
import type { Draft } from '../store/row.ts'
import type { Store } from '../store/store.ts'
import { toAddress } from './address.ts'
import type { DeliveryPlan } from './delivery-plan.ts'
import { type DeliveryState, type FailureReason, TRANSITIONS, canBecome } from './delivery-state.ts'
import { type Delivery, type Outbound, canBeginAnew, deliveries } from './delivery.ts'
import { deliveryChanged } from './events.ts'
import { switchedOff } from './handset-condition.ts'
import { type Circumstances, type NextStep, STEP, nextStepOf } from './next-step.ts'
import { type PlanRule, planRules, ruleFor } from './plan-rule.ts'
import { OwedReports } from './reports.ts'

export interface EnginePorts {
  clock: Clock
  random: Random
  store: Store
  publish: Publish
  /** Runs something with an entry in force as its cause. */
  within(cause: number, run: () => void): void
}

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
 * Takes texts towards their handsets, step by step: each is decided when it is due. What it is given says which delivery
 * is meant; what it answers is that delivery from now on.
 */
export class DeliveryEngine {
  readonly #rows: Collection<Delivery>
  readonly #circumstances: Circumstances
  readonly #reports: OwedReports

  constructor(readonly ports: EnginePorts) {
    const { clock, random, store, publish } = ports
    this.#rows = store.collection(deliveries)
    this.#circumstances = { rules: store.collection(planRules), off: store.collection(switchedOff), random }
    this.#reports = new OwedReports({ clock, deliveries: this.#rows, publish })
    clock.register(STEP.name, ({ delivery }: PayloadOf<typeof STEP>) => this.#stepDue(delivery))
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
      state: 'queued',
      reason: null,
      since: now,
      arrived: null,
      expires: validity === undefined ? null : now + validity,
      plan: plan ?? null,
      fixed,
      rule: fixed ? null : this.#ruleAnew(outbound),
      step: 0,
    }
    // Plain texts, which most are, carry no place for what they do not have.
    const delivery = this.#rows.insert(
      outbound.attached === undefined ? draft : { ...draft, attached: outbound.attached },
    )
    const told = this.#tell(delivery, null)
    this.ports.within(told, () => {
      if (again) this.#reports.tell(delivery)
      // A listener may have cancelled or restarted it meanwhile.
      if (!hold && this.get(delivery.id) === delivery) this.#schedule(delivery)
    })
    return this.get(delivery.id)!
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
    return nextStepOf(delivery, this.#circumstances) !== undefined
  }

  /** Lets a held delivery go on; the whole wait for its next step begins. */
  resume({ id }: Delivery): Delivery {
    const delivery = this.get(id)!
    if (this.#jobOf(id) !== undefined) return delivery
    const next = this.#rows.update(delivery, { since: this.ports.clock.now })
    this.#schedule(next)
    return next
  }

  /** Takes a waiting step off the clock: the delivery stays as it is until `resume`. */
  hold({ id }: Delivery): void {
    const job = this.#jobOf(id)
    if (job !== undefined) this.ports.clock.cancel(job)
  }

  /**
   * Queues a failed, cancelled or waiting delivery anew, to go its way from the start.
   * @throws Refusal `illegal` where it has gone further
   */
  restart({ id }: Delivery, plan?: DeliveryPlan): Delivery {
    const delivery = this.get(id)!
    if (delivery.state !== 'queued') refuseIllegal(delivery, 'queued')
    this.hold(delivery)
    const begun = this.#rows.update(delivery, {
      step: 0,
      plan: plan ?? null,
      rule: delivery.fixed ? null : this.#ruleAnew(delivery),
      since: this.ports.clock.now,
    })
    const now = begun.state === 'queued' ? begun : this.move(begun, 'queued')
    // A listener may have cancelled or restarted it meanwhile.
    if (now.state === 'queued' && this.#jobOf(id) === undefined) this.#schedule(now)
    return now
  }

  /** Sends the same text once more: the same delivery where it went nowhere, and another where it did. */
  sendAgain({ id }: Delivery, plan?: DeliveryPlan): Delivery {
    const delivery = this.get(id)!
    return canBeginAnew(delivery)
      ? this.restart(delivery, plan)
      : this.submit({ ...delivery, id: undefined }, { plan, again: true })
  }

  /** @throws Refusal `illegal` where it has left already */
  cancel({ id }: Delivery): Delivery {
    const delivery = this.get(id)!
    if (delivery.state === 'cancelled') return delivery
    refuseIllegal(delivery, 'cancelled')
    this.hold(delivery)
    return this.move(delivery, 'cancelled')
  }

  /**
   * Changes a delivery out of turn, and reports it at once.
   * @throws Refusal `illegal` where the transition table does not have this change
   */
  move({ id }: Delivery, state: DeliveryState, reason: FailureReason | null = null): Delivery {
    const before = this.get(id)!
    refuseIllegal(before, state)
    const next = this.#enter(before, state, reason, before.step, before.rule, REACHES.has(state))
    this.ports.within(this.#tell(next, before.state), () => this.#reports.tell(next))
    return this.get(id)!
  }

  /** A handset is switched off: texts wait for it so many milliseconds, and are undelivered then. */
  switchOff(address: string, patience: number): void {
    const { off } = this.#circumstances
    const row = off.get(address)
    if (row) off.update(row, { patience })
    else off.insert({ id: address, since: this.ports.clock.now, patience })
    this.#reconsider(address)
  }

  /** A handset is on again, and gets what waited for it. */
  switchOn(address: string): void {
    const { off } = this.#circumstances
    const row = off.get(address)
    if (!row) return
    off.delete(row)
    this.#reconsider(address)
  }

  /** What is under way to a handset is decided anew. */
  #reconsider(address: string): void {
    for (const delivery of this.#rows.by('to', address).filter(({ arrived }) => arrived === null)) {
      const job = this.#jobOf(delivery.id)
      if (job === undefined) this.#arrive(delivery)
      else {
        this.ports.clock.cancel(job)
        this.#schedule(delivery)
      }
    }
  }

  #stepDue(id: string): void {
    const delivery = this.get(id)
    if (!delivery) return
    const next = nextStepOf(delivery, this.#circumstances)
    if (!next) this.#arrive(delivery)
    else if (next.due > this.ports.clock.now) this.#put(delivery, next.due)
    else if (canBecome(delivery.state, next.step.state)) this.#take(delivery, next)
  }

  #take(before: Delivery, { step, following, plan, rule, reports }: NextStep): void {
    const { state, reason = null } = step
    if (rule && rule.id !== before.rule) this.#countDown(rule)
    const arrives = this.#arrives(before, state, following >= plan.length)
    const next = this.#enter(before, state, reason, following, rule === undefined ? null : rule.id, arrives)
    this.ports.within(this.#tell(next, before.state), () => {
      if (reports === undefined) this.#reports.tell(next)
      else this.#reports.owe(next, reports)
      // A listener may have cancelled or restarted it meanwhile.
      if (this.get(next.id) === next) this.#schedule(next)
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
    return REACHES.has(state) || (isLast && state === 'sent' && this.#circumstances.off.get(to) === undefined)
  }

  #arrive(delivery: Delivery): void {
    if (delivery.state !== 'sent' || delivery.arrived !== null || this.goesOn(delivery)) return
    if (this.#arrives(delivery, 'sent', true)) this.#rows.update(delivery, { arrived: this.ports.clock.now })
  }

  #schedule(delivery: Delivery): void {
    const next = nextStepOf(delivery, this.#circumstances)
    if (next) this.#put(delivery, next.due)
  }

  #put({ id }: Delivery, due: number): void {
    const { clock } = this.ports
    clock.schedule(due - clock.now, STEP.name, { delivery: id })
  }

  /** The job that will take its next step, if one is on the clock. */
  #jobOf(id: string): number | undefined {
    return this.ports.clock.find(STEP, 'delivery', id)
  }

  /** The rule for something that begins, which counts it. */
  #ruleAnew(outbound: Outbound): string | null {
    const { rules } = this.#circumstances
    if (rules.size === 0) return null
    const rule = ruleFor(rules, outbound, 'queued', null)
    if (rule) this.#countDown(rule)
    return rule?.id ?? null
  }

  #countDown(rule: PlanRule): void {
    if (rule.times) this.#circumstances.rules.update(rule, { times: rule.times - 1 })
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

/** States that a text is in once it is on the handset. */
const REACHES: ReadonlySet<DeliveryState> = new Set(['delivered', 'read'])

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
