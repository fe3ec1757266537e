import type { World } from '../../../core/world.ts'
import { groupDeleted } from './events.ts'
import { type Group, groups } from './group.ts'

/** Deletes a group. "Note: no contacts are deleted." */
export function deleteGroup(world: World, group: Group): void {
  world.collection(groups).delete(group)
  world.publish(groupDeleted, { provider: 'telerivet', group: group.id })
}

/** Before its contacts leave it: a dynamic group keeps whoever is in it still, and nobody who has left joins it again. */
export function keepOnlyMembers(world: World, group: Group): void {
  if (group.dynamic) world.collection(groups).update(group, { filter: { group_id: group.id } })
}
