import type { World } from '../../../core/world.ts'
import { type Team, teamRows } from './team.ts'

export const updateTeam = (world: World, team: Team, { name }: Pick<Team, 'name'>): Team =>
  teamRows(world).update(team, { name })
