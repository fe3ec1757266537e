import * as Type from 'typebox'
import type { Sight } from '../../../core/sight.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { instant, objectRef } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'
import { teams } from '../teams/team.ts'

/** What people may be in a workspace. */
export const ROLES = ['administrator', 'editor', 'viewer', 'agent'] as const
export type Role = (typeof ROLES)[number]

/** "Only administrators and editors may own or use keys"; they may call everything. */
export const KEY_ROLES: ReadonlySet<Role> = new Set<Role>(['administrator', 'editor'])

/** Somebody who logs in to a workspace. */
export type User = RowOf<typeof users>

export const users = defineCollection(
  'rapidpro.users',
  {
    id: kept.uuid,
    /** What they log in with; null for the owner of the workspace, whose address is the world's. */
    email: kept.orNull(kept.text),
    first_name: kept.text,
    last_name: kept.text,
    role: kept.oneOf(ROLES),
    /** Only agents have one. */
    team: kept.orNull(kept.idOf('rapidpro.teams')),
    created_on: kept.micros,
    /** Whether they may log in; whoever may not is in no list, and what they did still names them. */
    is_active: kept.boolean,
  },
  { ids: 'rapidpro.user', least: 1 },
)

export const userRows = (world: World) => world.collection(users)

/** Whom the workspace belongs to: the first of its users. */
export const ownerOf = (world: Pick<Sight, 'collection'>): User => world.collection(users).all().at(0)!

/** The address that the owner of the workspace logs in with. */
const loginOf = ({ keyring }: Pick<Sight, 'keyring'>): string =>
  `${keyring.secret('rapidpro', 'login', 'abcdefghijklmnopqrstuvwxyz', 8)}@example.org`

export const emailOf = (world: Pick<Sight, 'keyring'>, { email }: Pick<User, 'email'>): string =>
  email ?? loginOf(world)

/** Both names; nothing where neither is known. */
const nameOf = ({ first_name, last_name }: User): string => `${first_name} ${last_name}`.trim()

/** Whoever logs in with an address, however it is written, and whether or not they still may. */
export function userNamed(world: World, email: string): User | undefined {
  const wanted = email.toLowerCase()
  return userRows(world)
    .all()
    .find((user) => emailOf(world, user).toLowerCase() === wanted)
}

/** How a user is named in an answer. */
export const userRef = viewOf<User>()('UserRef', {
  email: [Type.String(), (row, world) => emailOf(world, row)],
  name: [Type.String({ description: 'First and last name; empty where neither is known.' }), (row) => nameOf(row)],
})

export const userView = viewOf<User>()('User', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  email: [Type.String(), (row, world) => emailOf(world, row)],
  name: [Type.String({ description: 'First and last name.' }), (row) => nameOf(row)],
  first_name: [Type.String(), ({ first_name }) => first_name],
  last_name: [Type.String(), ({ last_name }) => last_name],
  role: [Type.Unsafe<Role>({ type: 'string', enum: [...ROLES] }), ({ role }) => role],
  team: [
    Type.Union([objectRef.schema, Type.Null()], { description: 'Only agents have one.' }),
    ({ team }, world) => (team === null ? null : objectRef.json(world.collection(teams).get(team)!, world)),
  ],
  created_on: [instant('When the login was made.'), ({ created_on }) => formatTime(created_on)],
  avatar: [Type.Union([Type.String(), Type.Null()], { description: 'Address of a picture: nobody has one.' }), null],
})
