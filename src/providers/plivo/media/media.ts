import { type Static, Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { keptOwner } from '../dialect/caller.ts'
import type { UploadedFile } from '../dialect/upload.ts'
import type { Medium } from '../../../core/network/attached.ts'
import type { World } from '../../../core/world.ts'
import { isoTime } from '../dialect/time.ts'

/** A file that was uploaded, or that a message named by its address. Its content is not kept. */
export type Media = RowOf<typeof media>

export const media = defineCollection(
  'plivo.media',
  {
    id: kept.uuid,
    owner: keptOwner,
    contentType: kept.text,
    fileName: kept.text,
    size: kept.count,
    /** Where it lies; null for an uploaded one, which lies here. */
    url: kept.orNull(kept.text),
    time: kept.micros,
    uploaded: kept.boolean,
  },
  { indexes: ['owner', 'uploaded'], ids: 'plivo.media' },
)

export const mediaSchema = Type.Object(
  {
    content_type: Type.String(),
    file_name: Type.String(),
    media_id: Type.String({ format: 'uuid' }),
    media_url: Type.String(),
    size: Type.Integer({ description: 'Bytes; 0 for a file elsewhere, which is never fetched.' }),
    upload_time: Type.String(),
    url: Type.String({ description: "The same as media_url: PHP's and Ruby's clients read it under this name." }),
  },
  { additionalProperties: false, title: 'Media' },
)

/** @param base where the account is found, absolute: a media address is one that a client can open */
export function viewMedia(row: Media, base: string): Static<typeof mediaSchema> {
  const url = row.url ?? `${base}/Media/${row.id}/`
  return {
    content_type: row.contentType,
    file_name: row.fileName,
    media_id: row.id,
    media_url: url,
    size: row.size,
    upload_time: isoTime(row.time),
    url,
  }
}

/** As a person's phone gets it. */
export const mediumOf = ({ id, url, contentType }: Media): Medium => ({
  url: url ?? `/v1/Account/{auth_id}/Media/${id}/`,
  content_type: contentType,
})

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
