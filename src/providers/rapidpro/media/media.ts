import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import type { RapidproCall } from '../dialect/caller.ts'

/** A file that was uploaded to be attached to messages. */
export type Media = RowOf<typeof media>

export const media = defineCollection('rapidpro.media', { content_type: kept.text, url: kept.text })

export const mediaRows = (world: World) => world.collection(media)

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i

/** References name a file by its uuid, or as `content-type:url` with the uuid in the address. */
export const findMedia = ({ world }: RapidproCall, key: string): Media | undefined =>
  mediaRows(world).get(UUID.exec(key)?.[0].toLowerCase() ?? key)

/** How an attachment is kept, and shown where it is plain text. */
export const asAttachment = ({ content_type, url }: Pick<Media, 'content_type' | 'url'>): string =>
  `${content_type}:${url}`

/** The two parts of one. */
export function splitAttachment(attachment: string): { content_type: string; url: string } {
  const colon = attachment.indexOf(':')
  return { content_type: attachment.slice(0, colon), url: attachment.slice(colon + 1) }
}
