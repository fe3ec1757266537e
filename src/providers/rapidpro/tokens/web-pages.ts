import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { optional } from '../../../http/field.ts'
import { choice } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { changeUser } from '../users/change-user.ts'
import { getOrCreateUser } from '../users/create-user.ts'
import { emailField } from '../users/email-field.ts'
import { ROLES, emailOf, ownerOf } from '../users/user.ts'
import { createToken } from './create-token.ts'
import { ownerOfToken, tokenView, tokens } from './token.ts'

const role = choice('What its owner is in the workspace; it holds for all tokens of theirs.', ROLES)

/** Tokens are made and deleted on the web pages alone. */
export const tokenPages = webPages({
  noun: 'token',
  nouns: 'tokens',
  view: tokenView,
  rows: (world: World) => world.collection(tokens).all().toArray(),
  create: {
    description:
      'The token depends on the world: a fork has another. Only those of administrators and editors may be used. Whoever it is given to becomes a user of the workspace.',
    body: {
      email: optional(emailField('The address of its owner; the owner of the workspace unless given.')),
      role: optional(role),
    },
    example: () => ({ email: 'ann@example.org', role: 'editor' }),
    make(world, asked) {
      const user = asked.email === undefined ? ownerOf(world) : getOrCreateUser(world, asked.email)
      if (!user.is_active)
        throw new Refusal(
          'illegal',
          `${emailOf(world, user)} may not log in any more. Activate the user first, by POST …/users/${user.id} with {"is_active": true}.`,
        )
      return createToken(world, asked.role === undefined ? user : changeUser(world, user, { role: asked.role }))
    },
  },
  change: {
    description: 'Tokens of whoever is neither administrator nor editor are refused from the next call on.',
    body: { role },
    example: () => ({ role: 'editor' }),
    apply(world, row, asked) {
      changeUser(world, ownerOfToken(world, row), asked)
      return row
    },
  },
  remove: {
    description: 'Calls with it are refused from then on.',
    discard: (world, row) => world.collection(tokens).delete(row),
  },
})
