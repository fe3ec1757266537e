import type { World } from '../../../core/world.ts'
import { defaultTeam } from '../teams/team.ts'
import { type User, userRows } from './user.ts'

type Changes = Partial<Pick<User, 'first_name' | 'last_name' | 'role' | 'team' | 'is_active'>>

/** Changes somebody: what they may do holds for all of their tokens, from the next call on. Only agents are in a team. */
export function changeUser(world: World, user: User, changes: Changes): User {
  const { role, team } = { ...user, ...changes }
  return userRows(world).update(user, {
    ...changes,
    team: role === 'agent' ? (team ?? defaultTeam(world).id) : null,
  })
}
