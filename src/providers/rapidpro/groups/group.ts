import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import type { RapidproCall } from '../dialect/caller.ts'

/** Contacts that belong together: by hand, or because they match a query. */
export type Group = RowOf<typeof groups>

export const groups = defineCollection('rapidpro.groups', { name: kept.text, query: kept.orNull(kept.text) })

export const groupRows = (world: World) => world.collection(groups)

/** References name a group by its uuid, or by its name whatever the case. */
export const findGroup = ({ world }: RapidproCall, key: string): Group | undefined =>
  groupRows(world).get(key) ??
  groupRows(world)
    .all()
    .find(({ name }) => name.toLowerCase() === key.toLowerCase())

/** Where contacts are put in by hand, groups with a query will not do. */
export function findManualGroup(call: RapidproCall, key: string): Group | undefined | { refused: string } {
  const group = findGroup(call, key)
  return group?.query ? { refused: `Contact group must not be query based: ${key}` } : group
}
