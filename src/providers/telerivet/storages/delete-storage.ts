import type { World } from '../../../core/world.ts'
import { type Storage, storages } from './storage.ts'
import { storedFiles } from './stored-file.ts'

/** Deletes a storage with all that lies in it; a task that writes there fails. */
export function deleteStorage(world: World, storage: Storage): void {
  const files = world.collection(storedFiles)
  files.deleteAll(files.by('storage_id', storage.id))
  world.collection(storages).delete(storage)
}
