import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import type { Storage } from './storage.ts'

/** A file in a storage, or one that a task still writes. */
export type StoredFile = RowOf<typeof storedFiles>

export const storedFiles = defineCollection(
  'telerivet.files',
  {
    storage_id: kept.idOf('telerivet.storages'),
    filename: kept.text,
    /** Who writes it. */
    task_id: kept.idOf('telerivet.tasks'),
    /** Bytes of UTF-8. */
    size: kept.count,
    time_created: kept.seconds,
    /** When the last of it was written; until then nobody sees it. */
    time_complete: kept.orNull(kept.seconds),
    parts: kept.listOf(kept.text),
  },
  { indexes: ['storage_id', 'task_id'], ids: 'telerivet.file', prefix: 'F' },
)

/** What can be fetched from a storage, in the order in which its writing began. */
export const filesIn = (world: World, { id }: Storage): StoredFile[] =>
  world
    .collection(storedFiles)
    .by('storage_id', id)
    .filter(({ time_complete }) => time_complete !== null)

/** The file that a task writes. */
export const fileOf = (world: World, task: string): StoredFile | undefined =>
  world.collection(storedFiles).by('task_id', task).at(0)
