import { Type } from '@sinclair/typebox'
import type { Endpoint } from '../../../http/endpoint.ts'
import { field } from '../../../http/field.ts'
import { find } from '../dialect/caller.ts'
import { ACCOUNT, endpoint, list } from '../dialect/endpoints.ts'
import type { UploadedFile } from '../dialect/upload.ts'
import { keepUpload } from './keep-media.ts'
import { media, mediaSchema, viewMedia } from './media.ts'

const PATH = `${ACCOUNT}/Media/`
const tag = 'Media'

const listMedia = list({
  id: 'plivo.listMedia',
  path: PATH,
  tag,
  summary: 'Lists uploaded media, newest first.',
  of: mediaSchema,
  rows: media,
  filters: {},
  where: () => [{ field: 'uploaded', is: 'equals', value: true }],
  view: (row, { request, caller }) => viewMedia(row, `${request.origin}/v1/Account/${caller.authId}`),
})

const uploaded = Type.Object(
  { ...mediaSchema.properties, status: Type.String(), status_code: Type.Integer() },
  { additionalProperties: false, title: 'Uploaded media' },
)

const upload = endpoint({
  id: 'plivo.uploadMedia',
  method: 'post',
  path: PATH,
  tag,
  summary: 'Uploads up to ten files.',
  description: 'Of a file its name, type and size are kept, its content is not.',
  body: {
    file: field<UploadedFile[]>(
      Type.Array(Type.String({ format: 'binary' }), { maxItems: 10 }),
      (raw) => raw as UploadedFile[],
    ),
  },
  bodyMedia: ['multipart/form-data'],
  bodyLimit: 8 * 1024 * 1024,
  manners: { upload: true },
  status: 201,
  returns: Type.Object({ objects: Type.Array(uploaded) }),
  handle({ world, caller, body, request }) {
    const base = `${request.origin}/v1/Account/${caller.authId}`
    const rows = body.file.map((file) => keepUpload(world, caller.subaccount, file))
    return { objects: rows.map((row) => ({ ...viewMedia(row, base), status: 'success', status_code: 201 })) }
  },
})

const get = endpoint({
  id: 'plivo.getMedia',
  method: 'get',
  path: `${PATH}{media_id}/`,
  tag,
  summary: 'Reads one of the uploaded media.',
  returns: mediaSchema,
  handle: ({ world, caller, params, request }) =>
    viewMedia(find({ world, caller }, media, params['media_id']), `${request.origin}/v1/Account/${caller.authId}`),
})

export const mediaEndpoints: Endpoint[] = [listMedia, upload, get]
