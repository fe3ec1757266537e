import type { World } from '../../../core/world.ts'
import { bucketOf } from './bucket.ts'
import { type Media, mediaRows } from './media.ts'

/** How a file is kept by what it is attached to: its type and its path in the bucket. */
export const asAttachment = ({ content_type, path }: Media): string => `${content_type}:${path}`

/** The two parts of one, where the bucket has this address. */
export function attachmentIn(bucket: string, attachment: string): { content_type: string; url: string } {
  const colon = attachment.indexOf(':')
  return { content_type: attachment.slice(0, colon), url: bucket + attachment.slice(colon + 1) }
}

/** The same as plain text: `content-type:url`. */
export function attachmentText(bucket: string, attachment: string): string {
  const { content_type, url } = attachmentIn(bucket, attachment)
  return `${content_type}:${url}`
}

/** The address of one for whoever did not call, such as an aggregator: by the way that its uploader came. */
export function attachmentAddress(world: World, attachment: string): string {
  const { url: path } = attachmentIn('', attachment)
  const file = mediaRows(world).get(path.split('/').at(-2)!)
  return `${file?.origin ?? ''}/media/${bucketOf(world)}${path}`
}
