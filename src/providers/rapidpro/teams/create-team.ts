import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { DEFAULT_TEAM, type Team, teamRows } from './team.ts'

/** The team that every workspace has. */
export const createDefaultTeam = (world: World): Team => insert(world, DEFAULT_TEAM, true)

export const createTeam = (world: World, name: string): Team => insert(world, name, false)

const insert = (world: World, name: string, system: boolean): Team =>
  teamRows(world).insert({
    id: world.random.uuid('rapidpro.team'),
    sequence: 0,
    name,
    system,
    created_on: moment(world),
  })
