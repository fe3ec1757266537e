import type { World } from '../../../core/world.ts'
import type { TeamDeleted } from '../teams/events.ts'
import { defaultTeam } from '../teams/team.ts'
import { userRows } from './user.ts'

/** Whoever was in a team that is gone is in the one of all topics. */
export function leaveTeam({ team }: TeamDeleted, world: World): void {
  for (const user of userRows(world)
    .all()
    .filter((one) => one.team === team))
    userRows(world).update(user, { team: defaultTeam(world).id })
}
