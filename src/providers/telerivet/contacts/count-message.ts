import type { World } from '../../../core/world.ts'
import type { Message } from '../messages/message.ts'
import { type Contact, contacts } from './contact.ts'

/** What a new message changes of its contact. A message from it makes the conversation active. */
export function countMessage(world: World, contact: Contact, message: Message): void {
  const now = message.time_created
  if (message.direction === 'outgoing') {
    world.collection(contacts).update(contact, {
      last_message_time: now,
      last_outgoing_message_time: now,
      outgoing_message_count: contact.outgoing_message_count + 1,
      last_message_id: message.id,
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
export function uncountMessage(
  world: World,
  contact: Contact,
  { direction }: Message,
  remaining: readonly Message[],
): void {
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
