import type { MessageInbound } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import { phones } from '../phones/phone.ts'
import { receiveMessage } from './receive-message.ts'

/** Somebody wrote to one of the phones. */
export function receiveInbound({ route, from, to, text }: MessageInbound, world: World): void {
  const phone = world.collection(phones).get(route)
  if (phone)
    receiveMessage(world, phone, {
      from_number: from,
      to_number: to,
      content: text,
      source: phone.android ? 'phone' : 'provider',
    })
}
