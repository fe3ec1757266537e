import type { Sight } from '../../../core/sight.ts'
import type { World } from '../../../core/world.ts'

/** A world as it stands now, whatever becomes of it while somebody looks. */
export function settled(world: World): Sight {
  const rows = world.store.fork()
  return {
    id: world.id,
    profile: world.profile,
    keyring: world.keyring,
    collection: (definition) => rows.collection(definition),
  }
}
