import * as Type from 'typebox'
import { NUMBER } from '../furnish.ts'
import { find } from '../dialect/caller.ts'
import { ACCOUNT, endpoint, list } from '../dialect/endpoints.ts'
import { country, integer, oneOf, phone, text } from '../dialect/fields.ts'
import { equals, filter, type Filters, subaccountFilter, timeFilters } from '../dialect/filters.ts'
import { type Meta, metaSchema } from '../dialect/paging.ts'
import { SOMEBODY, latest } from '../../../http/example.ts'
import { jsonList, jsonObject } from '../../../http/json-text.ts'
import { viewOf } from '../../../http/view.ts'
import { type Media, media, mediaBase, mediaView } from '../media/media.ts'
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
import { messageView } from './message-view.ts'
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
  view: messageView,
  rows: messages,
  filters,
})

const ALONE: Meta = { limit: 20, next: null, offset: 0, previous: null, total_count: 1 }

const get = endpoint({
  id: 'plivo.getMessage',
  method: 'get',
  path: `${PATH}{message_uuid}/`,
  tag,
  summary: 'Reads one message.',
  description: "The record's members stand at the top, as clients read them, and once more in the envelope of a list.",
  returns: Type.Object({
    ...messageView.schema.properties,
    meta: metaSchema,
    objects: Type.Array(messageView.schema),
  }),
  handle({ world, caller, params }) {
    const row = find({ world, caller }, messages, params['message_uuid'])
    const record = messageView.json(row, world, caller.authId)
    return jsonObject(record, { meta: ALONE, objects: jsonList([record]) })
  },
})

const messageMediaView = viewOf<Media & { message: string }, string>()('Media of a message', {
  ...mediaView.members,
  message_uuid: [Type.String({ format: 'uuid' }), ({ message }) => message],
})

const listMedia = endpoint({
  id: 'plivo.listMessageMedia',
  method: 'get',
  path: `${PATH}{message_uuid}/Media/`,
  tag,
  summary: "Lists a message's media.",
  returns: Type.Object({
    message_uuid: Type.String({ format: 'uuid' }),
    meta: metaSchema,
    objects: Type.Array(messageMediaView.schema),
  }),
  example: (world) => ({ path: { message_uuid: latest(world, messages, hasMedia) } }),
  handle({ world, caller, params, request }) {
    const row = find({ world, caller }, messages, params['message_uuid'])
    const objects = (row.extra?.media ?? []).map((id) =>
      messageMediaView.json(
        { ...world.collection(media).get(id)!, message: row.id },
        world,
        mediaBase(request.origin, caller),
      ),
    )
    return jsonObject({
      message_uuid: row.id,
      meta: { limit: 20, next: null, offset: 0, previous: null, total_count: objects.length },
      objects: jsonList(objects),
    })
  },
})

const getMedia = endpoint({
  id: 'plivo.getMessageMedia',
  method: 'get',
  path: `${PATH}{message_uuid}/Media/{media_id}/`,
  tag,
  summary: "Reads one of a message's media.",
  returns: messageMediaView.schema,
  example(world) {
    const message_uuid = latest(world, messages, hasMedia)
    const media_id = world.collection(messages).get(message_uuid)?.extra?.media?.[0] ?? message_uuid
    return { path: { message_uuid, media_id } }
  },
  handle({ world, caller, params, request }) {
    const row = find({ world, caller }, messages, params['message_uuid'])
    const id = row.extra?.media?.find((one) => one === params['media_id'])
    if (id === undefined) throw new Problem('not_found')
    return messageMediaView.json(
      { ...world.collection(media).get(id)!, message: row.id },
      world,
      mediaBase(request.origin, caller),
    )
  },
})

export const messageEndpoints: Endpoint[] = [send, listMessages, get, listMedia, getMedia]
