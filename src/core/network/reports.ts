import { type PayloadOf, defineJob } from '../clock/job-kind.ts'
import * as kept from '../store/kept.ts'
import type { Report, Reports } from './delivery-plan.ts'
import { DELIVERY_STATES, type DeliveryState, FAILURE_REASONS, type FailureReason } from './delivery-state.ts'
import { type Delivery, deliveries } from './delivery.ts'
import { deliveryReported } from './events.ts'
import type { NetworkPorts } from './network-ports.ts'

/** A provider hears of a change, some time after it, and perhaps not for the last time. */
export const REPORT = defineJob('delivery.report', {
  delivery: kept.idOf('network.deliveries'),
  state: kept.oneOf(DELIVERY_STATES),
  reason: kept.orNull(kept.oneOf(FAILURE_REASONS)),
  /** Whether an earlier report was of the same change. */
  again: kept.boolean,
  /** How often it comes after this. */
  more: kept.count,
  /** Milliseconds from one to the next. */
  every: kept.duration,
})
type Owed = PayloadOf<typeof REPORT>

/** Tells providers what became of their deliveries: whether it is so is another matter. */
export class OwedReports {
  constructor(readonly ports: NetworkPorts) {
    ports.clock.register(REPORT, (owed) => this.#make(owed))
  }

  /** What really happened, at once. */
  tell(delivery: Delivery): void {
    this.#publish(delivery, delivery.state, delivery.reason, false)
  }

  /** What somebody wants to be heard of what really happened. */
  owe(delivery: Delivery, reports: Reports): void {
    for (const [index, report] of reports.entries()) {
      const owed = owedFor(delivery, report, index > 0)
      if (report.after) this.ports.clock.schedule(report.after, REPORT, owed)
      else this.#make(owed)
    }
  }

  #make(owed: Owed): void {
    const delivery = this.ports.store.collection(deliveries).get(owed.delivery)
    if (!delivery) return
    this.#publish(delivery, owed.state, owed.reason, owed.again)
    if (owed.more === 0) return
    this.ports.clock.schedule(owed.every, REPORT, { ...owed, again: true, more: owed.more - 1 })
  }

  #publish(delivery: Delivery, state: DeliveryState, reason: FailureReason | null, again: boolean): void {
    this.ports.publish(deliveryReported, {
      provider: delivery.provider,
      delivery: delivery.id,
      message: delivery.message,
      from: delivery.from,
      to: delivery.to,
      state,
      reason,
      again,
    })
  }
}

const owedFor = (delivery: Delivery, { state, reason, times = 1, every = 0 }: Report, again: boolean): Owed => ({
  delivery: delivery.id,
  state: state ?? delivery.state,
  // Why something failed is no reason for anything else.
  reason: reason ?? (state === undefined || state === delivery.state ? delivery.reason : null),
  again,
  more: times - 1,
  every,
})
