import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { Body } from '../../../http/message.ts'
import { text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { projectNamed } from '../projects/project-named.ts'
import { createStorage } from './create-storage.ts'
import { deleteStorage } from './delete-storage.ts'
import { storageView, storages } from './storage.ts'
import { type StoredFile, filesIn } from './stored-file.ts'

/** "You can configure your own S3 bucket as a storage provider on the Storage Providers page." */
export const storagePages = webPages({
  noun: 'storage',
  nouns: 'storages',
  rows: (world: World) => world.collection(storages).all().toArray(),
  view: storageView,
  create: {
    description: 'Exports lie there: no bucket of S3 is asked, whatever its name.',
    body: {
      name: withDefault(text('What it is called.', { min: 1 }), 'Storage'),
      bucket: withDefault(text('The S3 bucket that it stands for.', { min: 1 }), 'exports'),
      project_id: optional(text('ID of the project that it is added to; the first one unless given.')),
    },
    example: () => ({ name: 'Exports', bucket: 'cooperative-exports' }),
    make: (world, { project_id, ...asked }) => createStorage(world, projectNamed(world, project_id), asked),
  },
  remove: { description: 'All that lies in it is gone.', discard: deleteStorage },
  files: {
    description: 'What tasks have exported there, once it is whole.',
    list: (world, storage) =>
      filesIn(world, storage).map(({ filename, size, time_complete }) => ({
        name: filename,
        size,
        time: new Date(time_complete! * 1000).toISOString(),
      })),
    mediaTypes: ['text/csv'],
    open(world, storage, name) {
      const file = filesIn(world, storage).find(({ filename }) => filename === name)
      return file && new Body('text/csv; charset=utf-8', piecesOf(file))
    },
  },
})

async function* piecesOf({ parts }: StoredFile) {
  yield* parts
}
