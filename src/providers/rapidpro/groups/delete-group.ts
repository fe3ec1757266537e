import type { World } from '../../../core/world.ts'
import { groupDeleted } from './events.ts'
import { type Group, groupRows } from './group.ts'

/** Deletes a group. Its members stay, and its name is free again. */
export function deleteGroup(world: World, group: Group): void {
  groupRows(world).delete(group)
  world.publish(groupDeleted, { provider: 'rapidpro', group: group.id })
}
