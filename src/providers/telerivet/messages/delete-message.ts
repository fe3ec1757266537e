import { HAS_NOT_LEFT } from '../../../core/network/delivery-state.ts'
import type { World } from '../../../core/world.ts'
import { messageDeleted } from './events.ts'
import { type Message, messages } from './message.ts'

/** Deletes a message; what was not sent yet never will be. */
export function deleteMessage(world: World, message: Message): void {
  world.collection(messages).delete(message)
  world.publish(messageDeleted, {
    provider: 'telerivet',
    message: message.id,
    direction: message.direction,
    status: message.status,
    contact: message.contact_id,
    broadcast: message.extra?.broadcast_id ?? null,
  })
  const delivery = message.delivery === null ? undefined : world.deliveries.get(message.delivery)
  if (delivery && HAS_NOT_LEFT.has(delivery.state)) world.deliveries.cancel(delivery)
}
