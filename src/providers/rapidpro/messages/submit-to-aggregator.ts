import { defineJob } from '../../../core/clock/job-kind.ts'
import type { DeliveryPlan } from '../../../core/network/delivery-plan.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { aggregatorCall } from './aggregator-call.ts'
import { type MessageDue, messageDue } from './events.ts'
import { messageRows } from './message.ts'

/** A queued message has its turn at the gateway, which hands it to the channel's aggregator. */
export const HAND_OVER = defineJob('rapidpro.hand-over', { delivery: kept.idOf('network.deliveries') })

/** Milliseconds that a message is queued. */
const QUEUED_FOR = 500

/** What an aggregator was given moves by what it says, and by nothing else. */
export const AS_REPORTED: DeliveryPlan = []

/** Puts a message's turn on the clock. */
export function submitToAggregator(world: World, delivery: string): void {
  world.clock.schedule(QUEUED_FOR, HAND_OVER, { delivery })
}

export function connectHandOvers(world: World): void {
  world.clock.register(HAND_OVER, ({ delivery: id }) => {
    const delivery = world.deliveries.get(id)
    // What its channel had queued when it was taken out of use has failed.
    if (delivery?.state === 'queued')
      world.publish(messageDue, { provider: 'rapidpro', message: delivery.message, delivery: id })
  })
}

/** Its first part goes out; the others follow one by one. */
export function submitParts({ message: id, delivery }: MessageDue, world: World): OutboundCall[] {
  const message = messageRows(world).get(id)
  const call = message && aggregatorCall(world, message, { delivery, part: 0 })
  return call ? [call] : []
}
