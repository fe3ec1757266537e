import * as Type from 'typebox'
import type { Endpoint } from '../../../http/endpoint.ts'
import { field } from '../../../http/field.ts'
import { jsonList, jsonObject } from '../../../http/json-text.ts'
import { viewOf } from '../../../http/view.ts'
import { find } from '../dialect/caller.ts'
import { ACCOUNT, endpoint, list } from '../dialect/endpoints.ts'
import type { UploadedFile } from '../dialect/upload.ts'
import { keepUpload } from './keep-media.ts'
import { type Media, media, mediaBase, mediaView } from './media.ts'

const PATH = `${ACCOUNT}/Media/`
const tag = 'Media'

const listMedia = list({
  id: 'plivo.listMedia',
  path: PATH,
  tag,
  summary: 'Lists uploaded media, newest first.',
  view: mediaView,
  rows: media,
  filters: {},
  where: () => [{ field: 'uploaded', is: 'equals', value: true }],
  variant: ({ request, caller }) => mediaBase(request.origin, caller),
})

const uploadedView = viewOf<Media, string>()('Uploaded media', {
  ...mediaView.members,
  status: [Type.String(), 'success'],
  status_code: [Type.Integer(), 201],
})

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
  returns: Type.Object({ objects: Type.Array(uploadedView.schema) }),
  handle({ world, caller, body, request }) {
    const base = mediaBase(request.origin, caller)
    const rows = body.file.map((file) => keepUpload(world, caller.subaccount, file))
    return jsonObject({ objects: jsonList(rows.map((row) => uploadedView.json(row, world, base))) })
  },
})

const get = endpoint({
  id: 'plivo.getMedia',
  method: 'get',
  path: `${PATH}{media_id}/`,
  tag,
  summary: 'Reads one of the uploaded media.',
  returns: mediaView.schema,
  handle: ({ world, caller, params, request }) =>
    mediaView.json(find({ world, caller }, media, params['media_id']), world, mediaBase(request.origin, caller)),
})

export const mediaEndpoints: Endpoint[] = [listMedia, upload, get]
