import { type Delivery, deliveries } from '../../../core/network/delivery.ts'
import { type Slices, each } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { ChannelReleased } from '../channels/events.ts'
import { messageRows } from './message.ts'

/** What a channel that is out of use had not handed over yet fails. */
export function* failPending({ channel }: ChannelReleased, world: World): Slices<void> {
  const pending = new Set<string>()
  yield* each(messageRows(world).all().toArray(), (one) => {
    if (one.channel === channel && (one.status === 'queued' || one.status === 'errored')) pending.add(one.id)
  })
  if (pending.size === 0) return
  const rows = world.collection(deliveries)
  yield* each(rows.all().toArray(), (one) => {
    if (one.provider !== 'rapidpro' || !pending.has(one.message)) return
    // Others may have had their turn since.
    const delivery = rows.now(one)
    if (!delivery || !isPending(delivery)) return
    world.deliveries.hold(delivery)
    world.deliveries.move(delivery, 'failed', 'no_route')
  })
}

const isPending = ({ state }: Delivery): boolean => state === 'queued' || state === 'retrying'
