import * as Type from 'typebox'
import { Body } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { judged, refuse } from '../dialect/fields.ts'
import { file } from '../dialect/files.ts'
import { LIMITS } from '../dialect/limits.ts'
import { SENTENCES } from '../dialect/sentences.ts'
import { bucketAddress, bucketOf } from './bucket.ts'
import { keepMedia } from './keep-media.ts'
import { MEDIA_TYPE, mediaRows, mediaView } from './media.ts'

const tag = 'Media'

/** A file that the platform takes. */
const mediaFile = judged(file('A picture, a sound, a film or a PDF.'), (given, path, issues, { world }) => {
  if (!MEDIA_TYPE.test(given.contentType)) return refuse(issues, path, 'Unsupported file type.')
  if (given.content.length > LIMITS.upload) return refuse(issues, path, SENTENCES.fileTooLarge)
  let bytes = given.content.length
  for (const { size } of mediaRows(world).all()) bytes += size
  if (bytes > LIMITS.files)
    return refuse(issues, path, `The files of one world of textbed have at most ${LIMITS.files} bytes together.`)
  return given
})

export const uploadMedia = endpoint({
  id: 'rapidpro.uploadMedia',
  method: 'post',
  path: '/api/v2/media.json',
  summary: 'Uploads a file, to be attached to messages and broadcasts by its uuid.',
  tag,
  scope: 'v2',
  body: { file: mediaFile },
  bodyMedia: ['multipart/form-data', 'application/x-www-form-urlencoded'],
  bodyLimit: LIMITS.uploadForm,
  returns: mediaView.schema,
  status: 201,
  handle: (call) =>
    mediaView.json(keepMedia(call.world, call.body.file, call.request.origin), call.world, bucketAddress(call)),
})

export const getMediaFile = endpoint({
  id: 'rapidpro.getMediaFile',
  method: 'get',
  path: '/media/{bucket}/orgs/{org}/media/{folder}/{media}/{filename}',
  summary: 'The bytes of an uploaded file, for whoever knows its address.',
  tag,
  returns: Type.String({ format: 'binary' }),
  returnsMedia: ['image/*', 'audio/*', 'video/*', 'application/pdf'],
  open: true,
  handle: ({ found, params, request }) => {
    const row = found && params['bucket'] === bucketOf(found) ? mediaRows(found).get(params['media']!) : undefined
    if (!row || !isAddress(request.path, row.path)) throw new Problem('unknown_path')
    return new Body(row.content_type, Buffer.from(row.content, 'base64'))
  },
})

/** Whatever way the name of the file is escaped. */
function isAddress(requested: string, path: string): boolean {
  try {
    return decodeURIComponent(requested).endsWith(decodeURIComponent(path))
  } catch {
    return false
  }
}
