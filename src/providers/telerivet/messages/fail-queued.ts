import type { World } from '../../../core/world.ts'
import type { PhoneDeleted } from '../phones/events.ts'
import { waitingOf } from './pause-sending.ts'

/** What waited to be sent by a phone that is gone fails. */
export function failQueued({ phone }: PhoneDeleted, world: World): void {
  for (const { delivery } of waitingOf(world, phone)) {
    world.deliveries.hold(delivery)
    world.deliveries.move(delivery, 'failed', 'no_route')
  }
}
