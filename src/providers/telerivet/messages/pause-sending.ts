import { type Slices, each } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { PhoneChanged } from '../phones/events.ts'
import { phones } from '../phones/phone.ts'
import { releaseQueued } from './release-queued.ts'
import { stillWaiting, waitingOf } from './waiting.ts'

/** A paused phone keeps its messages queued; once it goes on, so do they, as far as it may send them. */
export function* pauseSending({ phone: id, changed }: PhoneChanged, world: World): Slices<void> {
  if (!(changed.includes('send_paused') || changed.includes('keeps_send_limit'))) return
  const phone = world.collection(phones).get(id)
  if (!phone) return
  if (!phone.send_paused) {
    yield* releaseQueued(world, phone)
    return
  }
  yield* each(yield* waitingOf(world, id), (waiting) => {
    const { delivery } = stillWaiting(world, waiting) ?? {}
    // Somebody may have let it go on meanwhile.
    if (delivery && world.collection(phones).get(id)?.send_paused) world.deliveries.hold(delivery)
  })
}
