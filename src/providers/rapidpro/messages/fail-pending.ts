import { HAS_NOT_LEFT } from '../../../core/network/delivery-state.ts'
import { deliveries } from '../../../core/network/delivery.ts'
import { type Slices, each } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { ChannelReleased } from '../channels/events.ts'
import { type Message, messageRows } from './message.ts'
import { failWithoutChannel } from './track-delivery.ts'

/** What a channel that is out of use had not handed over yet, or was to hand over again, fails. */
export function* failPending({ channel }: ChannelReleased, world: World): Slices<void> {
  const messages = messageRows(world)
  const pending = new Set<string>()
  yield* each(messages.all().toArray(), (one) => {
    if (one.channel === channel && isPending(one)) pending.add(one.id)
  })
  if (pending.size === 0) return
  const rows = world.collection(deliveries)
  yield* each(rows.all().toArray(), (one) => {
    if (one.provider !== 'rapidpro' || !pending.has(one.message)) return
    // Others may have had their turn since.
    const [message, delivery] = [messages.get(one.message), rows.now(one)]
    if (message && delivery && (isPending(message) || HAS_NOT_LEFT.has(delivery.state)))
      failWithoutChannel(world, message, delivery)
  })
}

const isPending = ({ status }: Message): boolean => status === 'queued' || status === 'errored'
