import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { contacts } from '../contacts/contact.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { orNull } from '../dialect/endpoints.ts'
import { isNamed } from '../dialect/names.ts'

const GROUP_STATUSES = ['initializing', 'evaluating', 'ready'] as const

/** Contacts that belong together: by hand, or because they match a query. */
export type Group = RowOf<typeof groups>

export const groups = defineCollection(
  'rapidpro.groups',
  {
    id: kept.uuid,
    name: kept.text,
    /** What its members match; null where they are put in by hand. */
    query: kept.orNull(kept.text),
    /** Keys of the fields that it asks about. */
    fields: kept.listOf(kept.text),
    /** How far it is known whom its query means. */
    status: kept.oneOf(GROUP_STATUSES),
    /** Whether the platform made it itself, and nobody may change it. */
    system: kept.boolean,
    created_on: kept.micros,
  },
  { members: ['fields'], ids: 'rapidpro.group' },
)

/** A query as it is kept: in its normal form, with the keys of the fields that it asks about. */
export interface GroupQuery {
  readonly query: string
  readonly fields: readonly string[]
}

export const groupRows = (world: World) => world.collection(groups)

/** Groups that count for how many there may be. */
export const ownGroups = (world: World): number =>
  groupRows(world)
    .all()
    .filter(({ system }) => !system).length

/** How a group looks. */
export const groupView = viewOf<Group>()('Group', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  query: [
    orNull(Type.String({ description: 'What its members match; null where they are put in by hand.' })),
    ({ query }) => query,
  ],
  status: [Type.Unsafe<Group['status']>({ type: 'string', enum: [...GROUP_STATUSES] }), ({ status }) => status],
  system: [
    Type.Boolean({ description: 'Whether the platform made it, and nobody may change it.' }),
    ({ system }) => system,
  ],
  count: [
    Type.Integer({ description: 'How many contacts are in it.' }),
    ({ id }, world) => world.collection(contacts).by('groups', id).length,
  ],
})

/** References name a group by its uuid, or by its name whatever the case. */
export const findGroup = ({ world }: RapidproCall, key: string): Group | undefined =>
  groupRows(world).get(key) ?? groupRows(world).all().find(isNamed(key))

/** Where contacts are put in by hand, groups with a query will not do. */
export function findManualGroup(call: RapidproCall, key: string): Group | undefined | { refused: string } {
  const group = findGroup(call, key)
  return group?.query ? { refused: `Contact group must not be query based: ${key}` } : group
}
