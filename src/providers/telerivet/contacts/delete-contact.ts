import type { World } from '../../../core/world.ts'
import { type Contact, contacts } from './contact.ts'
import { contactDeleted } from './events.ts'

/** Deletes a contact. */
export function deleteContact(world: World, contact: Contact): void {
  world.collection(contacts).delete(contact)
  world.publish(contactDeleted, { provider: 'telerivet', contact: contact.id })
}
