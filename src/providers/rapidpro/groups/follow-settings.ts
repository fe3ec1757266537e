import type { World } from '../../../core/world.ts'
import type { FieldChanged } from '../fields/events.ts'
import type { WorkspaceChanged } from '../workspace/events.ts'
import { groupOutdated } from './events.ts'
import { groupRows } from './group.ts'
import { smartGroupsOf } from './smart-groups.ts'

/** Queries that name days mean others by other clocks, and where days are written in another order. */
export function followWorkspace({ changed }: WorkspaceChanged, world: World): void {
  if (!changed.includes('timezone') && !changed.includes('date_style')) return
  for (const { group, namesDays } of smartGroupsOf(world).all) if (namesDays) outdate(world, group.id)
}

/** Values are others where their field has another type. */
export function followField({ field }: FieldChanged, world: World): void {
  for (const { id } of groupRows(world).by('fields', field).slice()) outdate(world, id)
}

const outdate = (world: World, group: string): unknown => world.publish(groupOutdated, { provider: 'rapidpro', group })
