import type { World } from '../../../core/world.ts'
import { groupOutdated } from './events.ts'
import { type Group, type GroupQuery, groupRows } from './group.ts'

/** Gives a group another name. Its members are not changed by that. */
export const updateGroup = (world: World, group: Group, { name }: { name: string }): Group =>
  groupRows(world).update(group, { name })

/** Gives a group another query, whereupon it is in no list until that has begun to be asked. */
export function updateQuery(world: World, group: Group, { query, fields }: GroupQuery): Group {
  if (query === group.query) return group
  groupRows(world).update(group, { query, fields, status: 'initializing' })
  world.publish(groupOutdated, { provider: 'rapidpro', group: group.id })
  return groupRows(world).get(group.id)!
}
