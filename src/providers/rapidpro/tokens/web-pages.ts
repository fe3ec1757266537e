import type { World } from '../../../core/world.ts'
import { optional } from '../../../http/field.ts'
import { choice, text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { changeRole, createToken } from './change-token.ts'
import { ROLES, tokenView, tokens } from './token.ts'

const role = choice('What its owner is in the workspace; it holds for all tokens of theirs.', ROLES)

/** Tokens are made and deleted on the web pages alone, where people get their roles as well. */
export const tokenPages = webPages({
  noun: 'token',
  nouns: 'tokens',
  view: tokenView,
  rows: (world: World) => world.collection(tokens).all().toArray(),
  create: {
    description:
      'The token depends on the world: a fork has another. Only those of administrators and editors may be used.',
    body: {
      email: optional(
        text('The e-mail address of its owner; the owner of the workspace unless given.', {
          max: 254,
          pattern: /^[^\s@:]+@[^\s@:]+$/,
        }),
      ),
      role: optional(role),
    },
    example: () => ({ email: 'ann@example.org', role: 'editor' }),
    make: createToken,
  },
  change: {
    description: 'Tokens of whoever is neither administrator nor editor are refused from the next call on.',
    body: { role },
    example: () => ({ role: 'editor' }),
    apply: (world, row, asked) => changeRole(world, row, asked.role),
  },
  remove: {
    description: 'Calls with it are refused from then on.',
    discard: (world, row) => world.collection(tokens).delete(row),
  },
})
