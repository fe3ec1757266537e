import { type MessageInbound, messageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import { activeChannel } from '../channels/channel.ts'
import { senderUrn } from '../channels/sender-urn.ts'
import { createContact } from '../contacts/change-contact.ts'
import { contactByIdentity } from '../contacts/find-contact.ts'
import { type Message, messageRows } from './message.ts'
import { moment } from '../dialect/times.ts'

/** A person wrote to a channel: the message is handled at once, and whoever was unknown becomes a contact. */
export function receiveMessage(event: MessageInbound, world: World): [] {
  const channel = activeChannel(world, event.route)
  const urn = channel && senderUrn(event.from, channel)
  // Somebody whose address cannot be at such a channel wrote to nobody.
  if (!channel || urn === undefined) return []
  const now = moment(world)
  const contact = contactByIdentity(world, urn) ?? createContact(world, { last_seen_on: now }, [urn])
  const message = messageRows(world).insert({
    id: String(world.random.count('rapidpro.message')),
    sequence: 0,
    contact: contact.id,
    broadcast: null,
    urn,
    channel: channel.id,
    direction: 'in',
    status: 'handled',
    text: event.text,
    created_on: now,
    sent_on: null,
    modified_on: now,
    extra: contact.status === 'blocked' ? { archived: true } : null,
  })
  const { from, to, text } = event
  world.publish(messageCreated, { provider: 'rapidpro', message: message.id, direction: 'inbound', from, to, text })
  return []
}

/** When a message was written, as whoever hands it in says. */
export const dateMessage = (world: World, message: Message, sent_on: number | null): Message =>
  messageRows(world).update(message, { sent_on })
