import type { World } from '../../../core/world.ts'
import type { PhoneDeleted } from '../phones/events.ts'
import { sendingWindows } from './sending-window.ts'
import { waitingOf } from './waiting.ts'

/** What waited to be sent by a phone that is gone fails. */
export function failQueued({ phone }: PhoneDeleted, world: World): void {
  const windows = world.collection(sendingWindows)
  const window = windows.get(phone)
  if (window) windows.delete(window)
  for (const { delivery } of waitingOf(world, phone)) {
    world.deliveries.hold(delivery)
    world.deliveries.move(delivery, 'failed', 'no_route')
  }
}
