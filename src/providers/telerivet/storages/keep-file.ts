import type { World } from '../../../core/world.ts'
import { fileOf, storedFiles } from './stored-file.ts'

/** What a task has written is whole: it takes the place of a file of the same name. */
export function keepFile(world: World, task: string): void {
  const rows = world.collection(storedFiles)
  const file = fileOf(world, task)
  if (!file) return
  const { storage_id, filename } = file
  const before = rows
    .by('storage_id', storage_id)
    .find((one) => one.filename === filename && one.time_complete !== null)
  if (before) rows.delete(before)
  rows.update(file, { time_complete: Math.floor(world.now / 1000) })
}
