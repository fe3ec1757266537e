import { deliveries } from '../../../core/network/delivery.ts'
import type { World } from '../../../core/world.ts'
import type { ChannelReleased } from '../channels/events.ts'
import { messageRows } from './message.ts'

/** What a channel that is out of use had not handed over yet fails. */
export function failPending({ channel }: ChannelReleased, world: World): void {
  const pending = new Set(
    messageRows(world)
      .all()
      .filter((one) => one.channel === channel && (one.status === 'queued' || one.status === 'errored'))
      .map(({ id }) => id),
  )
  if (pending.size === 0) return
  const all = world.collection(deliveries).all()
  for (const delivery of all.filter(({ provider, message }) => provider === 'rapidpro' && pending.has(message))) {
    if (delivery.state !== 'queued' && delivery.state !== 'retrying') continue
    world.deliveries.hold(delivery)
    world.deliveries.move(delivery, 'failed', 'no_route')
  }
}
