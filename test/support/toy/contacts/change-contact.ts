import { toAddress } from '../../../../src/core/network/address.ts'
import type { MessageCreated } from '../../../../src/core/network/events.ts'
import { changedFields } from '../../../../src/core/store/changed-fields.ts'
import type { Changes } from '../../../../src/core/store/row.ts'
import type { World } from '../../../../src/core/world.ts'
import { type Contact, contacts } from './contact.ts'
import { contactChanged, contactDeleted } from './events.ts'

export function createContact(
  world: World,
  { name, number, city }: Pick<Contact, 'name' | 'number' | 'city'>,
): Contact {
  const id = `C${world.random.hex('toy.contact', 8)}`
  world.collection(contacts).insert({ id, name, number: toAddress(number), city, texts: 0 })
  world.publish(contactChanged, { provider: 'toy', contact: id, changed: ['name', 'number', 'city'] })
  return world.collection(contacts).get(id)!
}

/** Answers the contact as it is once all that follows has been done. */
export function changeContact(world: World, contact: Contact, changes: Changes<Contact>): Contact {
  const changed = changedFields(contact, changes)
  if (changed.length === 0) return contact
  world.collection(contacts).update(contact, changes)
  world.publish(contactChanged, { provider: 'toy', contact: contact.id, changed })
  return world.collection(contacts).get(contact.id)!
}

export function deleteContact(world: World, contact: Contact): void {
  world.collection(contacts).delete(contact)
  world.publish(contactDeleted, { provider: 'toy', contact: contact.id })
}

/** A text went to a contact, or came from it. */
export function countText({ direction, from, to }: MessageCreated, world: World): void {
  const number = direction === 'outbound' ? to : from
  if (number === null) return
  for (const contact of world.collection(contacts).by('number', number).slice())
    changeContact(world, contact, { texts: contact.texts + 1 })
}
