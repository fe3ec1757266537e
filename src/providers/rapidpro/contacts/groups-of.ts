import type { World } from '../../../core/world.ts'
import type { SmartGroup } from '../groups/smart-groups.ts'
import type { Contact } from './contact.ts'
import { queriedContact } from './queried-contact.ts'

/** The groups of a contact once some with a query have been asked: the same list where nothing is another. Members are active. */
export function groupsOf(contact: Contact, asked: readonly SmartGroup[], world: World): Contact['groups'] {
  const isActive = contact.status === 'active'
  const seen = queriedContact(contact, world)
  let { groups } = contact
  for (const { group, matches } of asked) {
    const belongs = isActive && matches(seen)
    if (groups.includes(group.id) !== belongs)
      groups = belongs ? [...groups, group.id] : groups.filter((one) => one !== group.id)
  }
  return groups
}
