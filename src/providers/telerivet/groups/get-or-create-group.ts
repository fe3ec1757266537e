import type { World } from '../../../core/world.ts'
import type { Project } from '../projects/project.ts'
import { createGroup } from './create-group.ts'
import { type Group, groupByName } from './group.ts'

/** The project's group of that name, whatever the case; made where there is none. */
export const getOrCreateGroup = (world: World, project: Project, name: string): Group =>
  groupByName(world, project, name) ?? createGroup(world, project, name)
