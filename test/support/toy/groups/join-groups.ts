import type { World } from '../../../../src/core/world.ts'
import type { ContactChanged, ContactDeleted } from '../contacts/events.ts'
import { contacts } from '../contacts/contact.ts'
import { type Group, groups } from './group.ts'
import { groupJoined } from './events.ts'

/** Whoever moves to a city joins its group, and leaves that of another. */
export function joinGroups({ contact, changed }: ContactChanged, world: World): void {
  if (!changed.includes('city')) return
  const city = world.collection(contacts).get(contact)?.city
  leaveGroups(world, contact, (group) => group.city !== city)
  const joined = world
    .collection(groups)
    .all()
    .filter((group) => group.city === city && !group.members.includes(contact))
  for (const group of joined) world.collection(groups).update(group, { members: [...group.members, contact] })
  for (const { id } of joined) world.publish(groupJoined, { provider: 'toy', group: id, contact })
}

/** Whoever is gone is in no group. */
export const forgetMember = ({ contact }: ContactDeleted, world: World): void => leaveGroups(world, contact)

function leaveGroups(world: World, contact: string, fits: (group: Group) => boolean = () => true): void {
  const rows = world.collection(groups)
  for (const group of rows.all().filter((one) => one.members.includes(contact) && fits(one)))
    rows.update(group, { members: group.members.filter((one) => one !== contact) })
}
