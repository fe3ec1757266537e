import { canBecome } from '../../../core/network/delivery-state.ts'
import { deliveries } from '../../../core/network/delivery.ts'
import type { World } from '../../../core/world.ts'
import { pathOf } from '../dialect/urns.ts'
import type { Message } from './message.ts'
import { STATUS_OF } from './statuses.ts'
import { enter } from './track-delivery.ts'

/**
 * A channel reports how a message fared; from now on only such reports move it. Incoming messages and those of other
 * channels are left as they are.
 */
export function report(
  world: World,
  message: Message | undefined,
  channel: string,
  state: 'sent' | 'delivered' | 'failed',
): void {
  if (!message || message.direction !== 'out' || message.channel !== channel) return
  const delivery = world
    .collection(deliveries)
    .by('to', pathOf(message.urn!))
    .findLast((one) => one.provider === 'rapidpro' && one.message === message.id)
  if (delivery) {
    world.deliveries.hold(delivery)
    if (canBecome(delivery.state, state)) return void world.deliveries.move(delivery, state)
  }
  enter(world, message, STATUS_OF[state])
}
