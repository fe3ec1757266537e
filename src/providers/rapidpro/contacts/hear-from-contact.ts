import type { MessageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import { identityOfStored } from '../dialect/urns.ts'
import { messageRows } from '../messages/message.ts'
import { changeContact } from './change-contact.ts'
import { contactRows, urnRows } from './contact.ts'

/** Whoever writes is to be written to where and by what it writes; whoever had stopped wants to be written to again. */
export function hearFromContact({ message: id, direction }: MessageCreated, world: World): void {
  const message = direction === 'inbound' ? messageRows(world).get(id) : undefined
  const contact = message && contactRows(world).get(message.contact)
  const urn = message?.urn ? urnRows(world).get(message.urn) : undefined
  if (urn && urn.channel !== message!.channel) urnRows(world).update(urn, { channel: message!.channel })
  // One that came to be with this very message has been heard of.
  if (!contact || contact.last_seen_on === message.created_on) return
  const [first, ...rest] = contact.urns
  const front = rest.find((one) => identityOfStored(one) === message.urn)
  const urns = front === undefined ? undefined : [front, first!, ...rest.filter((one) => one !== front)]
  const changes = {
    last_seen_on: message.created_on,
    ...(contact.status === 'stopped' && { status: 'active' as const }),
  }
  changeContact(world, contact, changes, urns)
}
