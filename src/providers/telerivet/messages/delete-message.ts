import type { World } from '../../../core/world.ts'
import { contacts } from '../contacts/contact.ts'
import { uncountMessage } from '../contacts/count-message.ts'
import { type Message, messages } from './message.ts'

/** Deletes a message; its contact counts one less, and what was not sent yet never will be. */
export function deleteMessage(world: World, message: Message): void {
  const rows = world.collection(messages)
  rows.delete(message)
  const contact = message.contact_id === null ? undefined : world.collection(contacts).get(message.contact_id)
  if (contact) uncountMessage(world, contact, message, rows.by('contact_id', contact.id))
  const delivery = message.delivery === null ? undefined : world.deliveries.get(message.delivery)
  if (delivery && (delivery.state === 'queued' || delivery.state === 'retrying')) world.deliveries.cancel(delivery)
}
