import { type MessageInbound, messageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import { channelRows } from '../channels/channel.ts'
import { changeContact, createContact } from '../contacts/change-contact.ts'
import type { Contact } from '../contacts/contact.ts'
import { contactByIdentity } from '../contacts/find-contact.ts'
import { identityOf, identityOfStored, validUrn } from '../dialect/urns.ts'
import { messageRows } from './message.ts'
import { moment } from '../dialect/times.ts'

/** A person wrote to a channel: the message is handled at once, and whoever was unknown becomes a contact. */
export function receiveMessage(event: MessageInbound, world: World): [] {
  const channel = channelRows(world).get(event.route)
  if (!channel) return []
  const urn = senderUrn(event.from, channel.country ?? '')
  const known = contactByIdentity(world, urn)
  const now = moment(world)
  const contact = known ? hearFrom(world, known, urn, now) : createContact(world, { last_seen_on: now }, [urn])
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

/** Whoever writes is to be written to where it writes from; whoever had stopped wants to be written to again. */
function hearFrom(world: World, contact: Contact, urn: string, now: number): Contact {
  const [first, ...rest] = contact.urns
  const front = rest.find((one) => identityOfStored(one) === urn)
  const urns = front === undefined ? undefined : [front, first!, ...rest.filter((one) => one !== front)]
  const active = contact.status === 'stopped' ? { status: 'active' as const } : undefined
  return changeContact(world, contact, { last_seen_on: now, ...active }, urns)
}

/** The identity of a sender's URN; a short code is its own number. */
export function senderUrn(from: string, country: string): string {
  const urn = validUrn(`tel:${from}`, country)
  return urn && from.startsWith('+') ? identityOf(urn) : `tel:${from}`
}
