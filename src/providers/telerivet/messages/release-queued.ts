import { type Slices, each } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { type Phone, phones } from '../phones/phone.ts'
import { takeRoom } from './keep-limit.ts'
import { RELEASE, WINDOW, sendingWindows } from './sending-window.ts'
import { stillWaiting, waitingOf } from './waiting.ts'

/** Lets what waits in this world's phones go when they may send more. */
export const connectWindows = (world: World): void =>
  world.clock.register(RELEASE, ({ phone: id }) => {
    const phone = world.collection(phones).get(id)
    // Once it goes on, a paused one looks again.
    return phone && !phone.send_paused ? inSlicesOf(world, releaseQueued(world, phone)) : undefined
  })

/** Lets what waits in a phone go, in its order; what is more than it may send waits on. */
export function* releaseQueued(world: World, { id }: Phone): Slices<void> {
  const rows = world.collection(sendingWindows)
  const window = rows.get(id)
  const isOver = window && world.now >= window.since + WINDOW
  if (window) rows.update(window, { full: false, ...(isOver && { since: world.now, parts: 0 }) })
  yield* each(yield* waitingOf(world, id), (found) => {
    const waiting = stillWaiting(world, found)
    const phone = world.collection(phones).get(id)
    // Somebody may have paused or deleted it meanwhile.
    if (!waiting || !phone || phone.send_paused || !world.deliveries.isHeld(waiting.delivery)) return
    // What ends where it is takes no room: its phone would look at it again for ever.
    if (world.deliveries.goesOn(waiting.delivery) && takeRoom(world, phone, waiting.message))
      world.deliveries.resume(waiting.delivery)
  })
}
