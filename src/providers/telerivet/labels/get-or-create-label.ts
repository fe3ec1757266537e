import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import { NO_VARS } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { type Label, labelByName, labels } from './label.ts'

/** The project's label of that name, whatever the case; made where there is none. */
export const getOrCreateLabel = (world: World, project: Project, name: string): Label =>
  labelByName(world, project, name) ??
  world.collection(labels).insert({
    id: newId(world, 'label'),
    sequence: 0,
    project_id: project.id,
    name,
    time_created: Math.floor(world.now / 1000),
    vars: NO_VARS,
  })
