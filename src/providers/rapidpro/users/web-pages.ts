import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { choice, text, yesOrNo } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { teamNamed } from '../teams/find-team.ts'
import { changeUser } from './change-user.ts'
import { createUser } from './create-user.ts'
import { emailField } from './email-field.ts'
import { ROLES, type Role, type User, userNamed, userRows, userView } from './user.ts'

const userPageView = viewOf<User>()('Workspace user', {
  ...userView.members,
  is_active: [Type.Boolean({ description: 'Whether they may log in.' }), ({ is_active }) => is_active],
})

const name = (description: string) => text(description, { max: 150 })
const role = choice('What they are in the workspace. Tokens of viewers and agents are refused.', ROLES)
const team = optional(text('Uuid or name of the team that an agent is in; the one of all topics unless given.'))

/** Users are invited, given roles and turned away on the web pages alone; the API lists them. */
export const userPages = webPages({
  noun: 'user',
  nouns: 'users',
  view: userPageView,
  rows: (world: World) => userRows(world).all().toArray(),
  create: {
    body: {
      email: emailField('What they log in with; nobody else has it.'),
      first_name: withDefault(name('May be empty.'), ''),
      last_name: withDefault(name('May be empty.'), ''),
      role: withDefault(role, 'editor'),
      team,
    },
    example: () => ({ email: 'paul@example.org', first_name: 'Paul', last_name: 'Habimana', role: 'agent' }),
    make(world, { team: named, ...asked }) {
      if (userNamed(world, asked.email)) throw invalid('email', `"${asked.email}" is somebody else's already.`)
      return createUser(world, { ...asked, team: teamOf(world, named, asked.role) })
    },
  },
  change: {
    description:
      'A role holds for all tokens of theirs, from the next call on. Whoever may not log in is in no list, and their tokens are refused; tickets and notes still name them.',
    body: {
      first_name: optional(name('May be empty.')),
      last_name: optional(name('May be empty.')),
      role: optional(role),
      team,
      is_active: optional(yesOrNo('Whether they may log in.')),
    },
    example: () => ({ role: 'agent' }),
    apply(world, user, { team: named, ...asked }) {
      const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
      const moved = teamOf(world, named, asked.role ?? user.role)
      return changeUser(world, user, { ...given, ...(moved !== null && { team: moved }) })
    },
  },
})

/** The team that was named, for whoever can be in one. @throws Problem */
function teamOf(world: World, named: string | undefined, of: Role): string | null {
  if (named === undefined) return null
  if (of !== 'agent') throw invalid('team', `Only agents are in a team, and this is to be one's: "role" is ${of}.`)
  const found = teamNamed(world, named)
  if (!found) throw invalid('team', `There is no team "${named}". Make it first, by POST …/rapidpro/teams.`)
  return found.id
}
