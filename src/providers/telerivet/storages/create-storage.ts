import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import type { Project } from '../projects/project.ts'
import { type Storage, storages } from './storage.ts'

/** Adds a storage, in which nothing lies. */
export const createStorage = (world: World, project: Project, given: { name: string; bucket: string }): Storage =>
  world.collection(storages).insert({
    id: newId(world, 'storage'),
    sequence: 0,
    project_id: project.id,
    ...given,
    time_created: Math.floor(world.now / 1000),
  })
