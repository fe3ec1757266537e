import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { bucketOf } from './bucket.ts'

/** A file that was uploaded to be attached to messages. */
export type Media = RowOf<typeof media>

/** What the platform takes: what a phone can show or play. */
export const MEDIA_TYPE =
  /^(?:image\/(?:apng|avif|gif|jpeg|png|webp)|(?:audio|video)\/[\w.+-]{1,200}|application\/pdf)$/

export const media = defineCollection(
  'rapidpro.media',
  {
    id: kept.uuid,
    content_type: kept.written(MEDIA_TYPE),
    filename: kept.text,
    /** Where it lies in the bucket. */
    path: kept.text,
    /** By which scheme and host its uploader found the service, for the addresses that others are told. */
    origin: kept.text,
    size: kept.count,
    /** Its bytes, in base64. */
    content: kept.text,
    created_on: kept.micros,
  },
  {
    ids: 'rapidpro.media',
    wrongWith: ({ size, content }) =>
      Buffer.byteLength(content, 'base64') === size ? undefined : 'its size is not that of its content',
  },
)

export const mediaRows = (world: World) => world.collection(media)

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const ALONE = new RegExp(`^(${UUID})$`, 'i')
const IN_ADDRESS = new RegExp(`^(?:image|audio|video|application|geo|unavailable|\\w+/[-+.\\w]+):.*?(${UUID})`, 'i')

/** References name a file by its uuid, or as `content-type:url` with the uuid in the address. */
export function findMedia({ world }: RapidproCall, key: string): Media | undefined {
  const [, uuid] = ALONE.exec(key) ?? IN_ADDRESS.exec(key) ?? []
  return uuid === undefined ? undefined : mediaRows(world).get(uuid.toLowerCase())
}

/** How a file looks where the bucket has this address. */
export const mediaView = viewOf<Media, string>()('Media', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  content_type: [Type.String(), ({ content_type }) => content_type],
  url: [
    Type.String({ description: 'Where its bytes are, for everybody.' }),
    ({ path }, _world, bucket) => bucket + path,
  ],
  filename: [Type.String(), ({ filename }) => filename],
  size: [Type.Integer({ description: 'Bytes.' }), ({ size }) => size],
})

/** The names in the path of a file's address, with the latest one's for an example. */
export function mediaParameters(world: World) {
  const [, , org, , folder, id, filename] = (mediaRows(world).all().at(-1)?.path ?? '').split('/')
  return {
    bucket: { description: 'Where the files of the workspace lie.', example: bucketOf(world) },
    org: { description: 'The number of the workspace.', example: org },
    folder: { description: 'How the uuid begins.', example: folder },
    media: { description: 'The uuid of the file.', example: id },
    filename: { description: 'Its name.', example: filename && decodeURIComponent(filename) },
  }
}
