import type { World } from '../../../core/world.ts'
import type { UploadedFile } from '../dialect/files.ts'
import { moment } from '../dialect/times.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { cleanName } from './clean-name.ts'
import { type Media, mediaRows } from './media.ts'

/** Keeps a file with its bytes. @param origin scheme and host by which its uploader found the service */
export function keepMedia(world: World, { name, contentType, content }: UploadedFile, origin: string): Media {
  const id = world.random.uuid('rapidpro.media')
  const filename = cleanName(name, contentType)
  const folder = `/orgs/${workspaceOf(world).number}/media/${id.slice(0, 4)}/${id}`
  return mediaRows(world).insert({
    id,
    sequence: 0,
    // Browsers send other types with such files.
    content_type: filename.endsWith('.m4a') ? 'audio/mp4' : contentType,
    filename,
    path: `${folder}/${encodeURIComponent(filename)}`,
    origin,
    size: content.length,
    content: Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('base64'),
    created_on: moment(world),
  })
}
