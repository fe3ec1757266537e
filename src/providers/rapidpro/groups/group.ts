import { defineCollection } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import type { RapidproCall } from '../dialect/caller.ts'

/** Contacts that belong together: by hand, or because they match a query. */
export interface Group extends Row {
  name: string
  query: string | null
}

const groups = defineCollection<Group>('rapidpro.groups')

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
