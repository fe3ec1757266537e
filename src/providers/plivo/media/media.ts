import { type Static, Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { keptOwner } from '../dialect/caller.ts'
import type { Medium } from '../../../core/network/attached.ts'
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
