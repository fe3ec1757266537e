import type { DeliveryPlan, DeliveryState } from '../../../core/network/delivery.ts'
import type { World } from '../../../core/world.ts'

/** States in which a message waits for a carrier to take it. */
const IN_QUEUE: ReadonlySet<DeliveryState> = new Set(['queued', 'accepted', 'retrying'])

/**
 * The same plan, cut where a message still waits after so many milliseconds: it then fails.
 * @param plan its waits are known, as `drawn` makes them
 */
export function withExpiry(plan: DeliveryPlan, expiry: number): DeliveryPlan {
  let elapsed = 0
  for (const [index, step] of plan.entries()) {
    if (elapsed + step.after > expiry) return expireAt(plan.slice(0, index), expiry - elapsed)
    elapsed += step.after
    if (!IN_QUEUE.has(step.state)) return plan
  }
  return expireAt(plan, expiry - elapsed)
}

const expireAt = (waiting: DeliveryPlan, after: number): DeliveryPlan => [
  ...waiting,
  { after, state: 'failed', reason: 'expired' },
]

/** The same plan with the waits that chance decides on decided: else nobody could tell whether a message expires. */
export function drawn(world: World, plan: DeliveryPlan, message: string): DeliveryPlan {
  if (!plan.some(({ spread }) => spread)) return plan
  return plan.map(({ after, spread = 0, ...step }, index) => ({
    ...step,
    after: after + Math.floor(spread * world.random.fraction('plivo.spread', message, index)),
  }))
}
