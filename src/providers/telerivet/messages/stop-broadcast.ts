import { HAS_NOT_LEFT } from '../../../core/network/delivery-state.ts'
import type { World } from '../../../core/world.ts'
import type { BroadcastCancelled } from '../broadcasts/events.ts'
import { messages } from './message.ts'

/** "Any existing queued messages will be cancelled when they would otherwise have been sent." */
export function stopBroadcast({ broadcast }: BroadcastCancelled, world: World): void {
  for (const { delivery: id } of world.collection(messages).by(['extra', 'broadcast_id'], broadcast)) {
    const delivery = id === null ? undefined : world.deliveries.get(id)
    if (delivery && HAS_NOT_LEFT.has(delivery.state)) world.deliveries.cancelWhenDue(delivery)
  }
}
