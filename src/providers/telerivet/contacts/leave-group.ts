import type { World } from '../../../core/world.ts'
import type { GroupDeleted } from '../groups/events.ts'
import { applyChanges } from './change-contact.ts'
import { contacts } from './contact.ts'

/** The contacts in a group that is gone stay, and are not in it. */
export function leaveGroup({ group }: GroupDeleted, world: World): void {
  const rows = world.collection(contacts)
  const members = rows.by('group_ids', group).map(({ id }) => id)
  // The last first: those before it keep their place in the index. Each change may have another contact changed, too.
  for (const id of members.toReversed()) {
    const contact = rows.get(id)
    if (contact) applyChanges(world, contact, { group_ids: contact.group_ids.filter((one) => one !== group) })
  }
}
