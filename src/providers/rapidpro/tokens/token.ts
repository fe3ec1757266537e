import { Type } from '@sinclair/typebox'
import type { Sight } from '../../../core/sight.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

/** What people may be in a workspace. */
export const ROLES = ['administrator', 'editor', 'viewer', 'agent'] as const
export type Role = (typeof ROLES)[number]

/** "Only administrators and editors may own or use keys"; they may call everything. */
export const KEY_ROLES: ReadonlySet<Role> = new Set<Role>(['administrator', 'editor'])

/** A key of the API and who owns it. The key itself is in no row: it depends on the world. */
export type Token = RowOf<typeof tokens>

export const tokens = defineCollection(
  'rapidpro.tokens',
  {
    /** The e-mail address that its owner logs in with; null for the owner of the workspace, whose address is the world's. */
    email: kept.orNull(kept.text),
    /** What its owner is. */
    role: kept.oneOf(ROLES),
    created_on: kept.micros,
  },
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

/** The address that the owner of the workspace logs in with. */
export const loginOf = ({ keyring }: Pick<Sight, 'keyring'>): string =>
  `${keyring.secret('rapidpro', 'login', 'abcdefghijklmnopqrstuvwxyz', 8)}@example.org`

export const emailOf = (world: Pick<Sight, 'keyring'>, { email }: Pick<Token, 'email'>): string =>
  email ?? loginOf(world)

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

/** Whose a token is; undefined where it is nobody's, or was taken back. */
export function tokenBy(world: World, secret: string): Token | undefined {
  const id = world.keyring.ownerOf('rapidpro', secret)
  return id === undefined ? undefined : world.collection(tokens).get(id)
}

export const tokenView = viewOf<Token>()('Token', {
  id: [Type.String(), ({ id }) => id],
  token: [Type.String({ description: 'What a client logs in with.' }), ({ id }, world) => secretOf(world, id)],
  email: [Type.String({ description: 'Of its owner.' }), (row, world) => emailOf(world, row)],
  role: [
    Type.Unsafe<Role>(
      Type.String({ enum: [...ROLES], description: 'Of its owner. Only administrators and editors may use it.' }),
    ),
    ({ role }) => role,
  ],
  created_on: [instant('When it was made.'), ({ created_on }) => formatTime(created_on)],
})
