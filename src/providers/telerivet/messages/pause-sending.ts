import type { World } from '../../../core/world.ts'
import type { PhoneChanged } from '../phones/events.ts'
import { phones } from '../phones/phone.ts'
import { releaseQueued } from './release-queued.ts'
import { waitingOf } from './waiting.ts'

/** A paused phone keeps its messages queued; once it goes on, so do they, as far as it may send them. */
export function pauseSending({ phone: id, changed }: PhoneChanged, world: World): void {
  const phone = world.collection(phones).get(id)
  if (!phone || !(changed.includes('send_paused') || changed.includes('keeps_send_limit'))) return
  if (!phone.send_paused) releaseQueued(world, phone)
  else for (const { delivery } of waitingOf(world, id)) world.deliveries.hold(delivery)
}
