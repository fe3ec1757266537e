import type { JsonObject } from '../../../core/json.ts'
import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import { NO_VARS } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { groupFilterChanged } from './events.ts'
import { type Group, groups } from './group.ts'

/** Adds a group. @param filter who belongs to it, where it is to be dynamic */
export function createGroup(world: World, project: Project, name: string, filter: JsonObject | null = null): Group {
  const { id } = world.collection(groups).insert({
    id: newId(world, 'group'),
    sequence: 0,
    project_id: project.id,
    name,
    dynamic: filter !== null,
    filter,
    time_created: Math.floor(world.now / 1000),
    allow_sending: null,
    add_time_variable: null,
    vars: NO_VARS,
  })
  if (filter !== null) world.publish(groupFilterChanged, { provider: 'telerivet', group: id })
  return world.collection(groups).get(id)!
}
