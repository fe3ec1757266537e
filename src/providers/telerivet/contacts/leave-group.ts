import { type Slices, atOnce, each } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { GroupDeleted } from '../groups/events.ts'
import { applyChanges } from './change-contact.ts'
import { contacts } from './contact.ts'

/** All contacts leave a group, some at a time. Each change may have another contact changed, too. */
export function* emptyGroup(world: World, group: string): Slices<void> {
  const rows = world.collection(contacts)
  const members = rows.by('group_ids', group).map(({ id }) => id)
  // The last first: those before it keep their place in the index.
  yield* each(members.toReversed(), (id) => {
    const contact = rows.get(id)
    if (contact) applyChanges(world, contact, { group_ids: contact.group_ids.filter((one) => one !== group) })
  })
}

/** The contacts in a group that is gone stay, and are not in it. */
export const leaveGroup = ({ group }: GroupDeleted, world: World): void => atOnce(emptyGroup(world, group))
