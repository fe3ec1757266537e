import { type MessageInbound, messageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import { activeChannel } from '../channels/channel.ts'
import { createContact } from '../contacts/change-contact.ts'
import { contactByIdentity } from '../contacts/find-contact.ts'
import { identityOf, validUrn } from '../dialect/urns.ts'
import { type Message, messageRows } from './message.ts'
import { moment } from '../dialect/times.ts'

/** A person wrote to a channel: the message is handled at once, and whoever was unknown becomes a contact. */
export function receiveMessage(event: MessageInbound, world: World): [] {
  const channel = activeChannel(world, event.route)
  if (!channel) return []
  const urn = senderUrn(event.from, channel.country ?? '')
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

/** The identity of a sender's URN; a short code is its own number. */
export function senderUrn(from: string, country: string): string {
  const urn = validUrn(`tel:${from}`, country)
  return urn && from.startsWith('+') ? identityOf(urn) : `tel:${from}`
}
