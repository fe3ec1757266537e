import type { World } from '../../../core/world.ts'
import { type Phone, phones } from '../phones/phone.ts'
import { takeRoom } from './keep-limit.ts'
import { RELEASE, WINDOW, sendingWindows } from './sending-window.ts'
import { waitingOf } from './waiting.ts'

/** Lets what waits in this world's phones go when they may send more. */
export const connectWindows = (world: World): void =>
  world.clock.register(RELEASE, ({ phone: id }) => {
    const phone = world.collection(phones).get(id)
    // Once it goes on, a paused one looks again.
    if (phone && !phone.send_paused) releaseQueued(world, phone)
  })

/** Lets what waits in a phone go, in its order; what is more than it may send waits on. */
export function releaseQueued(world: World, phone: Phone): void {
  const rows = world.collection(sendingWindows)
  const window = rows.get(phone.id)
  const isOver = window && world.now >= window.since + WINDOW
  if (window) rows.update(window, { full: false, ...(isOver && { since: world.now, parts: 0 }) })
  for (const { message, delivery } of waitingOf(world, phone.id))
    if (world.deliveries.isHeld(delivery) && takeRoom(world, phone, message)) world.deliveries.resume(delivery)
}
