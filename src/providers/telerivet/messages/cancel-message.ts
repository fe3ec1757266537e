import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { type Message, messages } from './message.ts'

/** "Only outgoing messages that are queued, retrying, or cancelled can be cancelled", otherwise: not_cancellable. */
export function cancelMessage(world: World, message: Message): Message {
  if (message.status === 'cancelled') return message
  const delivery = message.delivery === null ? undefined : world.deliveries.get(message.delivery)
  if (!delivery || (delivery.state !== 'queued' && delivery.state !== 'retrying')) {
    throw new Problem('conflict', `A message that is ${message.status} cannot be cancelled.`, {
      code: 'not_cancellable',
    })
  }
  world.deliveries.cancel(delivery)
  return world.collection(messages).get(message.id)!
}
