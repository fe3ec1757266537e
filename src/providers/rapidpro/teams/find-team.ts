import type { World } from '../../../core/world.ts'
import { isNamed } from '../dialect/names.ts'
import { type Team, teamRows } from './team.ts'

/** A team by its uuid, or by its name whatever the case. */
export const teamNamed = (world: World, key: string): Team | undefined =>
  teamRows(world).get(key) ?? teamRows(world).all().find(isNamed(key))
