import type { World } from '../../../core/world.ts'
import { type Group, groupRows } from './group.ts'

/** Gives a group another name. Its members are not changed by that. */
export const updateGroup = (world: World, group: Group, { name }: { name: string }): Group =>
  groupRows(world).update(group, { name })
