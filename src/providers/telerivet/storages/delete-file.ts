import type { World } from '../../../core/world.ts'
import { fileOf, storedFiles } from './stored-file.ts'

/** What a task has begun to write will not be whole. */
export function deleteFile(world: World, task: string): void {
  const file = fileOf(world, task)
  if (file) world.collection(storedFiles).delete(file)
}
