import type { World } from '../../../core/world.ts'
import { type StoredFile, fileOf, storedFiles } from './stored-file.ts'

/** Where a task writes. */
export interface Destination {
  storage_id: string
  filename: string
  task_id: string
}

/** More than this many bytes no file has, so that a world stays one that can be copied. */
const LARGEST = 100_000_000

/** Writes on at the end of a task's file, which begins with it. Answers whether it still fits. */
export function addToFile(world: World, destination: Destination, text: string): boolean {
  const rows = world.collection(storedFiles)
  const file = fileOf(world, destination.task_id) ?? rows.insert(emptyFile(world, destination))
  const size = file.size + Buffer.byteLength(text)
  if (size > LARGEST) return false
  rows.update(file, { size, parts: [...file.parts, text] })
  return true
}

const emptyFile = (world: World, destination: Destination): StoredFile & { sequence: 0 } => ({
  id: `F${world.random.count('telerivet.file')}`,
  sequence: 0,
  ...destination,
  size: 0,
  time_created: Math.floor(world.now / 1000),
  time_complete: null,
  parts: [],
})
