import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import { inProject } from '../dialect/in-project.ts'
import { idSchema, timeSchema } from '../dialect/schemas.ts'
import type { Project } from '../projects/project.ts'

/** Where a project's exports lie: "currently only AWS S3 is supported as a storage provider". */
export type Storage = RowOf<typeof storages>

export const storages = defineCollection(
  'telerivet.storages',
  {
    id: keptId('storage'),
    project_id: kept.idOf('telerivet.projects'),
    name: kept.text,
    bucket: kept.text,
    time_created: kept.seconds,
  },
  { indexes: ['project_id'], ids: 'telerivet.storage' },
)

export const storageView = viewOf<Storage>()('Storage', {
  id: [idSchema('storage'), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  bucket: [Type.String({ description: 'The S3 bucket that it stands for.' }), ({ bucket }) => bucket],
  time_created: [timeSchema('When it was added'), ({ time_created }) => time_created],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
})

/** The project's storage of that id. */
export const storageOf = (world: World, project: Project, id: string): Storage | undefined =>
  inProject(world, storages, project, id)
