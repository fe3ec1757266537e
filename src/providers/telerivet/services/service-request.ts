import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { inProject } from '../dialect/in-project.ts'
import { phoneOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { type VarChanges } from '../dialect/vars.ts'
import { dataTables } from '../tables/data-table.ts'
import { type Service, services } from './service.ts'

/** What a caller may say of a service, now and later. */
export interface ServiceChanges {
  name?: string | undefined
  active?: boolean | undefined
  priority?: number | undefined
  vars?: VarChanges | undefined
  response_table_id?: string | null | undefined
  phone_ids?: string[] | null | undefined
  apply_mode?: Exclude<Service['apply_mode'], null> | undefined
  contact_number_filter?: Exclude<Service['contact_number_filter'], null> | undefined
  show_action?: boolean | undefined
  direction?: Exclude<Service['direction'], null> | undefined
}

/** Refuses what no service of the project may be. @throws Problem */
export function checkService(
  world: World,
  project: Project,
  { name, phone_ids, response_table_id }: ServiceChanges,
  self?: Service,
): void {
  if (name !== undefined && isTaken(world, project, name, self))
    throw invalid('name', 'is the name of another service of the project')
  for (const [index, id] of (phone_ids ?? []).entries())
    if (!phoneOf(world, project, id)) throw invalid(['phone_ids', index], 'is not the ID of a phone of this project')
  if (response_table_id && !inProject(world, dataTables, project, response_table_id))
    throw invalid('response_table_id', 'is not the ID of a data table of this project')
}

/** "name: must be unique in the project", ignoring case as all names do. */
export const isTaken = (world: World, project: Project, name: string, self?: Service): boolean =>
  world
    .collection(services)
    .by('project_id', project.id)
    .find((one) => one.id !== self?.id && one.name.toLowerCase() === name.toLowerCase()) !== undefined
