import { Type } from '@sinclair/typebox'
import { messageSchema, viewMessage } from './view-message.ts'
import { NUMBER } from '../furnish.ts'
import { find } from '../dialect/caller.ts'
import { ACCOUNT, endpoint, list } from '../dialect/endpoints.ts'
import { country, integer, oneOf, phone, text } from '../dialect/fields.ts'
import { equals, filter, type Filters, subaccountFilter, timeFilters } from '../dialect/filters.ts'
import { metaSchema } from '../dialect/paging.ts'
import { media, mediaSchema, viewMedia } from '../media/media.ts'
import { SOMEBODY, latest } from '../../../http/example.ts'
import { Written } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import type { Endpoint } from '../../../http/endpoint.ts'
import { checkSend } from './check-send.ts'
import {
  CONVERSATION_ORIGINS,
  MESSAGE_DIRECTIONS,
  MESSAGE_STATES,
  MESSAGE_TYPES,
  type Message,
  messages,
} from './message.ts'
import { sendFields } from './message-fields.ts'
import { sendMessage } from './send-message.ts'

const hasMedia = ({ extra }: Message): boolean => extra?.media !== undefined

const PATH = `${ACCOUNT}/Message/`
const tag = 'Messages'

const send = endpoint({
  id: 'plivo.sendMessage',
  method: 'post',
  path: PATH,
  tag,
  summary: 'Queues one message for each destination.',
  body: sendFields,
  status: 202,
  returns: Type.Object({
    message: Type.String(),
    message_uuid: Type.Array(Type.String({ format: 'uuid' }), {
      description: 'One for each accepted destination, in their order.',
    }),
    invalid_number: Type.Optional(
      Type.Array(Type.String(), { description: 'Destinations that were refused while others were accepted.' }),
    ),
  }),
  example: () => ({ body: { src: NUMBER, dst: SOMEBODY.slice(1), text: 'Your order is ready.' } }),
  handle({ world, caller, body, request }) {
    const { outgoing, invalidNumbers } = checkSend(world, caller, body)
    const message_uuid = sendMessage(world, outgoing, request.ip)
    const message = 'message(s) queued'
    return invalidNumbers.length > 0
      ? { message, message_uuid, invalid_number: invalidNumbers }
      : { message, message_uuid }
  },
})

const number = (field: string, description: string) => equals(phone(), field, description)

const filters: Filters = {
  subaccount: subaccountFilter,
  message_direction: equals(oneOf(MESSAGE_DIRECTIONS), 'direction', 'Which way it went.'),
  message_state: equals(oneOf(MESSAGE_STATES), 'state', 'Where it stands.'),
  message_type: equals(oneOf(MESSAGE_TYPES), 'type', 'What kind it is.'),
  ...timeFilters('message_time', 'time'),
  // Go's and Java's clients send an integer: leading zeros make no difference.
  error_code: filter(integer(0), 'The code that it ended with; 0 and 000 are the same.', (code) => [
    { field: 'errorCode', is: 'equals', value: code === 0 ? '000' : String(code) },
  ]),
  powerpack_id: equals(text(64), ['extra', 'powerpack'], 'Sent through this powerpack.'),
  from_number: number('from', 'Its sender.'),
  to_number: number('to', 'Its destination.'),
  from: number('from', 'The same as from_number.'),
  to: number('to', 'The same as to_number.'),
  tendlc_campaign_id: equals(text(255), ['extra', 'tendlc_campaign_id'], 'No message of the simulator has one.'),
  tendlc_registration_status: equals(
    text(255),
    ['extra', 'tendlc_registration_status'],
    'No message of the simulator has one.',
  ),
  destination_country_iso2: equals(country(), 'country', 'Two letters, any case.'),
  conversation_id: equals(text(255), ['extra', 'conversation_id'], 'Part of this WhatsApp conversation.'),
  conversation_origin: equals(
    oneOf(CONVERSATION_ORIGINS),
    ['extra', 'conversation_origin'],
    'How its WhatsApp conversation began.',
  ),
}

const listMessages = list({
  id: 'plivo.listMessages',
  path: PATH,
  tag,
  summary: 'Lists messages, newest first.',
  of: messageSchema,
  rows: messages,
  filters,
  view: (row, { world, caller }) => viewMessage(row, world, caller),
  remembered: true,
})

const ALONE = JSON.stringify({ limit: 20, next: null, offset: 0, previous: null, total_count: 1 })

const get = endpoint({
  id: 'plivo.getMessage',
  method: 'get',
  path: `${PATH}{message_uuid}/`,
  tag,
  summary: 'Reads one message.',
  description: "The record's members stand at the top, as clients read them, and once more in the envelope of a list.",
  returns: Type.Object({ ...messageSchema.properties, meta: metaSchema, objects: Type.Array(messageSchema) }),
  handle({ world, caller, params }) {
    const row = find({ world, caller }, messages, params['message_uuid'])
    const record = JSON.stringify(viewMessage(row, world, caller))
    return new Written(`${record.slice(0, -1)},"meta":${ALONE},"objects":[${record}]}`)
  },
})

const messageMedia = Type.Object(
  { ...mediaSchema.properties, message_uuid: Type.String({ format: 'uuid' }) },
  { additionalProperties: false, title: 'Media of a message' },
)

const listMedia = endpoint({
  id: 'plivo.listMessageMedia',
  method: 'get',
  path: `${PATH}{message_uuid}/Media/`,
  tag,
  summary: "Lists a message's media.",
  returns: Type.Object({
    message_uuid: Type.String({ format: 'uuid' }),
    meta: metaSchema,
    objects: Type.Array(messageMedia),
  }),
  example: (world) => ({ path: { message_uuid: latest(world, messages, hasMedia) } }),
  handle({ world, caller, params, request }) {
    const row = find({ world, caller }, messages, params['message_uuid'])
    const base = `${request.origin}/v1/Account/${caller.authId}`
    const objects = (row.extra?.media ?? []).map((id) => ({
      ...viewMedia(world.collection(media).get(id)!, base),
      message_uuid: row.id,
    }))
    return {
      message_uuid: row.id,
      meta: { limit: 20, next: null, offset: 0, previous: null, total_count: objects.length },
      objects,
    }
  },
})

const getMedia = endpoint({
  id: 'plivo.getMessageMedia',
  method: 'get',
  path: `${PATH}{message_uuid}/Media/{media_id}/`,
  tag,
  summary: "Reads one of a message's media.",
  returns: messageMedia,
  example(world) {
    const message_uuid = latest(world, messages, hasMedia)
    const media_id = world.collection(messages).get(message_uuid)?.extra?.media?.[0] ?? message_uuid
    return { path: { message_uuid, media_id } }
  },
  handle({ world, caller, params, request }) {
    const row = find({ world, caller }, messages, params['message_uuid'])
    const id = row.extra?.media?.find((one) => one === params['media_id'])
    if (id === undefined) throw new Problem('not_found')
    return {
      ...viewMedia(world.collection(media).get(id)!, `${request.origin}/v1/Account/${caller.authId}`),
      message_uuid: row.id,
    }
  },
})

export const messageEndpoints: Endpoint[] = [send, listMessages, get, listMedia, getMedia]
