import type { MessageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import type { MessageDeleted } from '../messages/events.ts'
import { messages } from '../messages/message.ts'
import { type Contact, contacts } from './contact.ts'

/** What a new message changes of its contact. A message from it makes the conversation active. */
export function countMessage(event: MessageCreated, world: World): void {
  const message = world.collection(messages).get(event.message)
  const contact = contactOf(world, message?.contact_id)
  if (!message || !contact) return
  const now = message.time_created
  if (message.direction === 'outgoing') {
    world.collection(contacts).replace(contact, {
      id: contact.id,
      sequence: contact.sequence,
      project_id: contact.project_id,
      name: contact.name,
      phone_number: contact.phone_number,
      suffix: contact.suffix,
      time_created: contact.time_created,
      time_updated: contact.time_updated,
      send_blocked: contact.send_blocked,
      conversation_status: contact.conversation_status,
      last_message_time: now,
      last_incoming_message_time: contact.last_incoming_message_time,
      last_outgoing_message_time: now,
      incoming_message_count: contact.incoming_message_count,
      outgoing_message_count: contact.outgoing_message_count + 1,
      last_message_id: message.id,
      default_route_id: contact.default_route_id,
      group_ids: contact.group_ids,
      vars: contact.vars,
    })
    return
  }
  world.collection(contacts).update(contact, {
    last_message_time: now,
    last_incoming_message_time: now,
    incoming_message_count: contact.incoming_message_count + 1,
    last_message_id: message.id,
    ...(contact.conversation_status !== 'active' && { conversation_status: 'active' as const, time_updated: now }),
  })
}

/** What a deleted message changes of its contact: "deleted messages are not counted". */
export function uncountMessage(event: MessageDeleted, world: World): void {
  const contact = contactOf(world, event.contact)
  if (!contact) return
  const { direction } = event
  const remaining = world.collection(messages).by('contact_id', contact.id)
  const last = remaining.at(-1)
  // The other direction has not changed: to look for its last message might mean to pass all of this one's.
  const before = remaining.findLast((one) => one.direction === direction)?.time_created ?? null
  world.collection(contacts).update(contact, {
    last_message_id: last?.id ?? null,
    last_message_time: last?.time_created ?? null,
    ...(direction === 'outgoing'
      ? { outgoing_message_count: contact.outgoing_message_count - 1, last_outgoing_message_time: before }
      : { incoming_message_count: contact.incoming_message_count - 1, last_incoming_message_time: before }),
  })
}

const contactOf = (world: World, id: string | null | undefined): Contact | undefined =>
  typeof id === 'string' ? world.collection(contacts).get(id) : undefined
