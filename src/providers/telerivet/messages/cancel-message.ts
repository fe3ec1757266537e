import { HAS_NOT_LEFT } from '../../../core/network/delivery-state.ts'
import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { type Message, messages } from './message.ts'
import type { MessageStatus } from './words.ts'

/** Statuses of what may still be in its phone, for all that has been reported. */
const IS_WAITING: ReadonlySet<MessageStatus> = new Set(['queued', 'failed_queued'])

/** "Only outgoing messages that are queued, retrying, or cancelled can be cancelled", otherwise: not_cancellable. */
export function cancelMessage(world: World, message: Message): Message {
  if (message.status === 'cancelled') return message
  const delivery = message.delivery === null ? undefined : world.deliveries.get(message.delivery)
  if (!delivery || !HAS_NOT_LEFT.has(delivery.state)) {
    const why = IS_WAITING.has(message.status) ? 'has left its phone already' : `is ${message.status}`
    throw new Problem('conflict', `The message ${why}: it cannot be cancelled.`, { code: 'not_cancellable' })
  }
  world.deliveries.cancel(delivery)
  return world.collection(messages).get(message.id)!
}
