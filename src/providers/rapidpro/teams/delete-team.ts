import type { World } from '../../../core/world.ts'
import { teamDeleted } from './events.ts'
import { type Team, teamRows } from './team.ts'

/** Dissolves a team; its agents are told of it by the event. */
export function deleteTeam(world: World, team: Team): void {
  world.publish(teamDeleted, { provider: 'rapidpro', team: team.id })
  teamRows(world).delete(team)
}
