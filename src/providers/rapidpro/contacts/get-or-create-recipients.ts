import type { World } from '../../../core/world.ts'
import { identityOfStored } from '../dialect/urns.ts'
import { createContact } from './change-contact.ts'
import { type Contact, contactRows } from './contact.ts'
import { contactByIdentity } from './find-contact.ts'

/** Whom something goes to: uuids of contacts and groups, and URNs. */
interface Named {
  readonly contacts: readonly string[]
  readonly urns: readonly string[]
  readonly groups: readonly string[]
}

/** Each of them once, in this order; whoever has a URN that nobody has is made. */
export function getOrCreateRecipients(world: World, { contacts, urns, groups }: Named): Set<Contact> {
  const recipients = new Set<Contact>()
  for (const uuid of contacts) {
    const contact = contactRows(world).get(uuid)
    if (contact && !contact.deleted) recipients.add(contact)
  }
  for (const urn of urns)
    recipients.add(contactByIdentity(world, identityOfStored(urn)) ?? createContact(world, {}, [urn]))
  const members = groups.flatMap((group) => contactRows(world).by('groups', group).toArray())
  for (const contact of members.sort((a, b) => a.sequence - b.sequence)) recipients.add(contact)
  return recipients
}
