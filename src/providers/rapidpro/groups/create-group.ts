import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type Group, groupRows } from './group.ts'

/** A new group, that nobody is in yet. */
export const createGroup = (
  world: World,
  { name, query = null, system = false }: { name: string; query?: string | null; system?: boolean },
): Group =>
  groupRows(world).insert({
    id: world.random.uuid('rapidpro.group'),
    sequence: 0,
    name,
    query,
    system,
    created_on: moment(world),
  })
