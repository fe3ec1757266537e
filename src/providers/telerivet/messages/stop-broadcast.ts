import { HAS_NOT_LEFT } from '../../../core/network/delivery-state.ts'
import { type Slices, each } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { BroadcastCancelled } from '../broadcasts/events.ts'
import { messages } from './message.ts'

/** "Any existing queued messages will be cancelled when they would otherwise have been sent." */
export function stopBroadcast({ broadcast }: BroadcastCancelled, world: World): Slices<void> {
  const rows = world.collection(messages)
  return each(rows.by(['extra', 'broadcast_id'], broadcast).toArray(), (one) => {
    const id = rows.now(one)?.delivery ?? null
    const delivery = id === null ? undefined : world.deliveries.get(id)
    if (delivery && HAS_NOT_LEFT.has(delivery.state)) world.deliveries.cancelWhenDue(delivery)
  })
}
