import type { World } from '../../../core/world.ts'
import type { UploadedFile } from '../dialect/upload.ts'
import { type Media, media } from './media.ts'

export const keepUpload = (world: World, owner: string | null, file: UploadedFile): Media =>
  keep(world, {
    owner,
    contentType: file.contentType,
    fileName: file.name.slice(0, 255),
    size: file.size,
    url: null,
    uploaded: true,
  })

/** A file that lies elsewhere; its kind is told by its name. */
export function keepAddress(world: World, owner: string | null, url: string): Media {
  const fileName = new URL(url).pathname.split('/').at(-1) || 'file'
  const ending = fileName.split('.').at(-1)!.toLowerCase()
  return keep(world, {
    owner,
    contentType: KINDS.get(ending) ?? 'application/octet-stream',
    fileName,
    size: 0,
    url,
    uploaded: false,
  })
}

const keep = (world: World, row: Omit<Media, 'id' | 'sequence' | 'time'>): Media =>
  world.collection(media).insert({ id: world.random.uuid('plivo.media'), ...row, time: world.clock.micros() })

const KINDS = new Map([
  ['gif', 'image/gif'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['mp3', 'audio/mpeg'],
  ['mp4', 'video/mp4'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
  ['txt', 'text/plain'],
  ['vcf', 'text/vcard'],
  ['wav', 'audio/wav'],
])
