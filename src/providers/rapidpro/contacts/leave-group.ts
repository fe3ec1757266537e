import type { World } from '../../../core/world.ts'
import type { GroupDeleted } from '../groups/events.ts'
import { changeContact } from './change-contact.ts'
import { contactRows } from './contact.ts'

/** The members of a group that is gone stay, and are not in it. */
export function leaveGroup({ group }: GroupDeleted, world: World): void {
  const rows = contactRows(world)
  const members = rows.by('groups', group).map(({ id }) => id)
  // The last first: those before it keep their place in the index.
  for (const id of members.toReversed()) {
    const contact = rows.get(id)
    if (contact) changeContact(world, contact, { groups: contact.groups.filter((one) => one !== group) })
  }
}
