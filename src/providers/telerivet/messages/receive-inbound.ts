import type { Medium } from '../../../core/network/attached.ts'
import type { MessageInbound } from '../../../core/network/events.ts'
import { inbounds } from '../../../core/network/inbound.ts'
import type { World } from '../../../core/world.ts'
import { phones } from '../phones/phone.ts'
import type { MediaFile } from './message.ts'
import { receiveMessage } from './receive-message.ts'

/** Somebody wrote to one of the phones. */
export function receiveInbound({ inbound, route, from, to, text }: MessageInbound, world: World): void {
  const phone = world.collection(phones).get(route)
  const media = world.collection(inbounds).get(inbound)?.attached?.media
  if (phone)
    receiveMessage(world, phone, {
      from_number: from,
      to_number: to,
      content: text,
      source: phone.android ? 'phone' : 'provider',
      ...(media && { message_type: 'mms', media: media.map(fileOf) }),
    })
}

const fileOf = ({ url, content_type }: Medium): MediaFile => ({
  url: url ?? null,
  type: content_type ?? null,
  filename: null,
  size: null,
})
