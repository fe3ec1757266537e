import type { Sight } from './sight.ts'
import type { Collection, CollectionDefinition } from './store/collection.ts'
import type { Row } from './store/row.ts'
import type { World } from './world.ts'

/** A sight whose rows can be listed, too. */
export interface Settled extends Sight {
  collection<R extends Row>(definition: CollectionDefinition<R>): Collection<R>
}

/** A world as it stands now, whatever becomes of it while somebody looks. */
export function settled(world: World): Settled {
  const rows = world.store.fork()
  return {
    id: world.id,
    profile: world.profile,
    keyring: world.keyring,
    zones: world.zones,
    collection: (definition) => rows.collection(definition),
  }
}
