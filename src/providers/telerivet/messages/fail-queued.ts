import { type Slices, each } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { PhoneDeleted } from '../phones/events.ts'
import { sendingWindows } from './sending-window.ts'
import { stillWaiting, waitingOf } from './waiting.ts'

/** What waited to be sent by a phone that is gone fails. */
export function* failQueued({ phone }: PhoneDeleted, world: World): Slices<void> {
  const windows = world.collection(sendingWindows)
  const window = windows.get(phone)
  if (window) windows.delete(window)
  yield* each(yield* waitingOf(world, phone), (waiting) => {
    const { delivery } = stillWaiting(world, waiting) ?? {}
    if (!delivery) return
    world.deliveries.hold(delivery)
    world.deliveries.move(delivery, 'failed', 'no_route')
  })
}
