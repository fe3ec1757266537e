import type { JsonObject } from '../../../core/json.ts'
import { changedFields } from '../../../core/store/changed-fields.ts'
import type { Changes } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { type VarChanges, mergeVars } from '../dialect/vars.ts'
import { projects } from '../projects/project.ts'
import { groupFilterChanged } from './events.ts'
import { type Group, groupByName, groups } from './group.ts'

interface GroupChanges {
  name?: string | undefined
  /** Dynamic groups only. */
  filter?: JsonObject | undefined
  allow_sending?: boolean | null | undefined
  add_time_variable?: string | null | undefined
  vars?: VarChanges | undefined
}

/** Changes what is given of a group. @throws Problem where another group has the name */
export function updateGroup(world: World, group: Group, { name = group.name, vars, ...given }: GroupChanges): Group {
  const namesake = groupByName(world, world.collection(projects).get(group.project_id)!, name)
  if (namesake && namesake.id !== group.id) throw invalid('name', 'is the name of another group of the project')
  const change: Changes<Group> = {
    ...(given as Changes<Group>),
    name,
    vars: mergeVars(group.vars, vars),
  }
  const changed = changedFields(group, change)
  world.collection(groups).update(group, change)
  if (changed.includes('filter')) world.publish(groupFilterChanged, { provider: 'telerivet', group: group.id })
  return world.collection(groups).get(group.id)!
}
