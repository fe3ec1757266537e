import { toAddress } from '../../../core/network/address.ts'
import { type FailureReason, canBecome } from '../../../core/network/delivery-state.ts'
import { type Delivery, deliveries } from '../../../core/network/delivery.ts'
import type { World } from '../../../core/world.ts'
import { pathOf } from '../dialect/urns.ts'
import type { Message } from './message.ts'
import { STATUS_OF } from './statuses.ts'
import { countError, enter } from './track-delivery.ts'

type Reported = 'accepted' | 'sent' | 'delivered' | 'retrying' | 'failed'

/**
 * A channel reports how a message fared; from now on only such reports move it. Incoming messages and those of other
 * channels are left as they are.
 */
export function report(world: World, message: Message | undefined, channel: string, state: Reported): void {
  if (!message || message.direction !== 'out' || message.channel !== channel) return
  const delivery = world
    .collection(deliveries)
    .by('to', toAddress(pathOf(message.urn!)))
    .findLast((one) => one.provider === 'rapidpro' && one.message === message.id)
  if (delivery) reportOf(world, message, delivery, state)
  else enter(world, message, STATUS_OF[state])
}

/** The same where its delivery is known; what the network would not have is believed nonetheless. */
export function reportOf(
  world: World,
  message: Message,
  delivery: Delivery,
  state: Reported,
  reason: FailureReason | null = null,
): void {
  world.deliveries.hold(delivery)
  if (canBecome(delivery.state, state)) world.deliveries.move(delivery, state, reason)
  else if (state === 'retrying') countError(world, message, delivery.id)
  else enter(world, message, STATUS_OF[state])
}
