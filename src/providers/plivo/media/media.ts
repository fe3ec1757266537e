import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { type Caller, keptOwner } from '../dialect/caller.ts'
import type { Medium } from '../../../core/network/attached.ts'
import { viewOf } from '../../../http/view.ts'
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

/** Where an account's media are found, absolute: a media address is one that a client can open. */
export const mediaBase = (origin: string, { authId }: Caller): string => `${origin}/v1/Account/${authId}/Media/`

const addressOf = ({ url, id }: Media, _world: unknown, base: string): string => url ?? `${base}${id}/`

/** How a file looks where it is found at this base. */
export const mediaView = viewOf<Media, string>()('Media', {
  content_type: [Type.String(), ({ contentType }) => contentType],
  file_name: [Type.String(), ({ fileName }) => fileName],
  media_id: [Type.String({ format: 'uuid' }), ({ id }) => id],
  media_url: [Type.String(), addressOf],
  size: [Type.Integer({ description: 'Bytes; 0 for a file elsewhere, which is never fetched.' }), ({ size }) => size],
  upload_time: [Type.String(), ({ time }) => isoTime(time)],
  url: [
    Type.String({ description: "The same as media_url: PHP's and Ruby's clients read it under this name." }),
    addressOf,
  ],
})

/** As a person's phone gets it. */
export const mediumOf = ({ id, url, contentType }: Media): Medium => ({
  url: url ?? `/v1/Account/{auth_id}/Media/${id}/`,
  content_type: contentType,
})
