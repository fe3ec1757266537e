import type { World } from '../../../core/world.ts'
import type { Phone } from '../phones/phone.ts'
import type { Message } from './message.ts'
import { RELEASE, WINDOW, isLimited, mostParts, sendingWindows } from './sending-window.ts'

/** Whether a message has to wait in its phone: because that is paused, or has sent as much as it may. */
export const hasToWait = (world: World, phone: Phone, message: Message): boolean =>
  (phone.send_paused && !message.simulated) || (phone.keeps_send_limit && !takeRoom(world, phone, message))

/** Counts a message in, where its phone may send it now; answers whether that is so. */
export function takeRoom(world: World, phone: Phone, message: Message): boolean {
  if (!isLimited(phone, message)) return true
  const rows = world.collection(sendingWindows)
  const before = rows.get(phone.id)
  const isOpen = before !== undefined && (before.full || world.now < before.since + WINDOW)
  const { since, parts, full } = isOpen ? before : { since: world.now, parts: 0, full: false }
  const { num_parts: more } = message
  // What alone is more than a window holds has one for itself.
  const fits = !full && (parts === 0 || parts + more! <= mostParts(phone))
  const window = { since, parts: fits ? parts + more! : parts, full: !fits }
  if (before) rows.update(before, window)
  else rows.insert({ id: phone.id, sequence: 0, ...window })
  if (!fits && world.clock.find(RELEASE, 'phone', phone.id) === undefined)
    world.clock.schedule(since + WINDOW - world.now, RELEASE, { phone: phone.id })
  return fits
}
