import type { World } from '../../../core/world.ts'
import { NONE } from '../dialect/links.ts'
import { moment } from '../dialect/times.ts'
import { groupOutdated } from './events.ts'
import { type Group, type GroupQuery, groupRows } from './group.ts'

/** A new group that nobody is in: until somebody is put into it, or its query has been asked of all contacts. */
export function createGroup(world: World, { name, query, fields }: { name: string } & Partial<GroupQuery>): Group {
  const group = insert(world, {
    name,
    query: query ?? null,
    fields: fields ?? NONE,
    status: query ? 'initializing' : 'ready',
    system: false,
  })
  if (query) world.publish(groupOutdated, { provider: 'rapidpro', group: group.id })
  return group
}

/** The group that the platform itself makes while there are no contacts. */
export const createSystemGroup = (world: World, { name, query }: { name: string; query: string }): Group =>
  insert(world, { name, query, fields: NONE, status: 'ready', system: true })

const insert = (world: World, group: Omit<Group, 'id' | 'sequence' | 'created_on'>): Group =>
  groupRows(world).insert({ id: world.random.uuid('rapidpro.group'), sequence: 0, ...group, created_on: moment(world) })
