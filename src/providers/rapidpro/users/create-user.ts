import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { defaultTeam } from '../teams/team.ts'
import { type Role, type User, userNamed, userRows } from './user.ts'

interface NewUser {
  /** Null for the owner of the workspace. */
  email: string | null
  first_name?: string
  last_name?: string
  role: Role
  team?: User['team']
}

/** Lets somebody in. Agents are in a team: in the one of all topics unless another is given. */
export const createUser = (world: World, { email, first_name = '', last_name = '', role, team }: NewUser): User =>
  userRows(world).insert({
    id: world.random.uuid('rapidpro.user'),
    sequence: 0,
    email,
    first_name,
    last_name,
    role,
    team: role === 'agent' ? (team ?? defaultTeam(world).id) : null,
    created_on: moment(world),
    is_active: true,
  })

/** Whoever logs in with an address: an administrator if they are new. */
export const getOrCreateUser = (world: World, email: string): User =>
  userNamed(world, email) ?? createUser(world, { email, role: 'administrator' })
