import { type Slices, each, sorted } from '../../../core/slices.ts'
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

/** The uuid of each of them once, in this order; whoever has a URN that nobody has is made. Groups may have very many members. */
export function* getOrCreateRecipients(world: World, { contacts, urns, groups }: Named): Slices<Set<string>> {
  const recipients = new Set<string>()
  for (const uuid of contacts) if (contactRows(world).get(uuid)?.deleted === false) recipients.add(uuid)
  for (const urn of urns)
    recipients.add((contactByIdentity(world, identityOfStored(urn)) ?? createContact(world, {}, [urn])).id)
  const members: Contact[] = []
  for (const group of groups)
    yield* each(contactRows(world).by('groups', group).toArray(), (contact) => members.push(contact))
  yield* each(yield* sorted(members, (a, b) => a.sequence - b.sequence), ({ id }) => recipients.add(id))
  return recipients
}
