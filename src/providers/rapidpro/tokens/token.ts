import * as Type from 'typebox'
import type { Sight } from '../../../core/sight.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'
import { KEY_ROLES, ROLES, type Role, type User, emailOf, users } from '../users/user.ts'

/** A key of the API and who owns it. The key itself is in no row: it depends on the world. */
export type Token = RowOf<typeof tokens>

export const tokens = defineCollection(
  'rapidpro.tokens',
  { user: kept.idOf('rapidpro.users'), created_on: kept.micros },
  { ids: 'rapidpro.token', prefix: 'T' },
)

/** The id of the token that every workspace has on its first day: what an unknown one opens a world by. */
const FIRST_TOKEN = 'T1'

const LETTERS = '0123456789abcdef'
const LENGTH = 40

/** The key of a row, there or gone. */
export const secretOf = ({ keyring }: Pick<Sight, 'keyring'>, id: string): string =>
  id === FIRST_TOKEN
    ? (keyring.adopted['rapidpro']?.['token'] ?? keyring.secret('rapidpro', 'token', LETTERS, LENGTH))
    : keyring.secret('rapidpro', `token ${id}`, LETTERS, LENGTH)

/** All tokens that lead to a world, with the rows that they belong to. The first does so even once it is gone. */
export const tokenKeys = (world: World): [token: string, id: string][] =>
  [
    ...new Set([
      FIRST_TOKEN,
      ...world
        .collection(tokens)
        .all()
        .map(({ id }) => id),
    ]),
  ].map((id) => [secretOf(world, id), id])

/** Whose a token is. */
export const ownerOfToken = (world: Pick<Sight, 'collection'>, { user }: Token): User =>
  world.collection(users).get(user)!

/** Whose a secret is, and the token itself; undefined where it is nobody's, was taken back, or they may log in no longer. */
export function tokenBy(world: World, secret: string): { token: Token; user: User } | undefined {
  const id = world.keyring.ownerOf('rapidpro', secret)
  const token = id === undefined ? undefined : world.collection(tokens).get(id)
  const user = token && ownerOfToken(world, token)
  return token && user?.is_active ? { token, user } : undefined
}

/** Whether calls with a token are taken, as its owner is now. */
export function letsIn(world: World, token: Token): boolean {
  const { is_active, role } = ownerOfToken(world, token)
  return is_active && KEY_ROLES.has(role)
}

export const tokenView = viewOf<Token>()('Token', {
  id: [Type.String(), ({ id }) => id],
  token: [Type.String({ description: 'What a client logs in with.' }), ({ id }, world) => secretOf(world, id)],
  email: [Type.String({ description: 'Of its owner.' }), (row, world) => emailOf(world, ownerOfToken(world, row))],
  role: [
    Type.Unsafe<Role>(
      Type.String({ enum: [...ROLES], description: 'Of its owner. Only administrators and editors may use it.' }),
    ),
    (row, world) => ownerOfToken(world, row).role,
  ],
  is_active: [
    Type.Boolean({ description: 'Whether its owner may log in. Otherwise it is refused.' }),
    (row, world) => ownerOfToken(world, row).is_active,
  ],
  created_on: [instant('When it was made.'), ({ created_on }) => formatTime(created_on)],
})
