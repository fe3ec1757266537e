import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { Sight } from '../../../core/sight.ts'
import type { World } from '../../../core/world.ts'
import { keptId } from '../dialect/ids.ts'
import { PERMISSIONS } from './permissions.ts'

/** What a client of the API may do, and where. The key itself is in no row: it depends on the world. */
export type ApiKey = RowOf<typeof apiKeys>

export const apiKeys = defineCollection(
  'telerivet.api-keys',
  {
    name: kept.text,
    organization_id: kept.idOf('telerivet.organizations'),
    /** The one project that it opens; null where it opens all of the organization's, and the organization. */
    project_id: kept.orNull(kept.idOf('telerivet.projects')),
    permissions: kept.listOf(kept.oneOf(PERMISSIONS)),
    /** Whose it is: what is sent with it is theirs. They may be gone. */
    user_id: kept.orNull(keptId('user')),
    time_created: kept.seconds,
  },
  { ids: 'telerivet.api-key', prefix: 'K' },
)

/** The id of the key that every account has on its first day: what an unknown key opens a world by. */
const FIRST_KEY = 'K1'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
const LENGTH = 36

/** Old keys have 32 characters, newer ones 36 or a few more. */
export const isWellFormedKey = (key: string): boolean => /^[A-Za-z0-9_-]{24,64}$/.test(key)

/** The key of a row, there or gone. */
export const secretOf = ({ keyring }: Pick<Sight, 'keyring'>, id: string): string =>
  id === FIRST_KEY
    ? (keyring.adopted.telerivet?.api_key ?? keyring.secret('telerivet', 'api_key', ALPHABET, LENGTH))
    : keyring.secret('telerivet', `api_key ${id}`, ALPHABET, LENGTH)

/** All keys that lead to a world, with the rows that they belong to. The first does so even once it is gone. */
export const keysOf = (world: World): [key: string, id: string][] =>
  [
    ...new Set([
      FIRST_KEY,
      ...world
        .collection(apiKeys)
        .all()
        .map(({ id }) => id),
    ]),
  ].map((id) => [secretOf(world, id), id])

/** What a key belongs to; undefined where it is nobody's, or was taken back. */
export function apiKeyBy(world: World, key: string): ApiKey | undefined {
  const id = world.keyring.ownerOf('telerivet', key)
  return id === undefined ? undefined : world.collection(apiKeys).get(id)
}
