import * as Type from 'typebox'
import { viewOf } from '../../../http/view.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, nullable, oneOf, timeSchema } from '../dialect/schemas.ts'
import { varsSchema } from '../dialect/vars.ts'
import { pageOf } from '../projects/project.ts'
import { type Message, messages, priceOf } from './message.ts'
import { mmsPartSchema, mmsPartsOf } from './mms-parts.ts'
import { DIRECTIONS, LINK_TYPES, MESSAGE_TYPES, SOURCES, STATUSES, TTS_LANGUAGES, TTS_VOICES } from './words.ts'

const shortUrlSchema = Type.Object(
  {
    short_url: Type.String(),
    link_type: oneOf(LINK_TYPES),
    time_clicked: nullable(timeSchema('First click')),
    expiration_time: nullable(timeSchema('When it stops to work')),
    destination_url: Type.Optional(Type.String()),
    media_index: Type.Optional(Type.Integer()),
    service_id: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

export const mediaSchema = Type.Object(
  {
    url: nullable(Type.String()),
    type: nullable(Type.String()),
    filename: nullable(Type.String()),
    size: nullable(Type.Integer()),
  },
  { additionalProperties: false },
)

const idOrNull = (of: string) => nullable(idSchema(of))

/** Of members that the platform may show, and that no message here has. */
const NOT_SIMULATED = () => undefined

const SAYS_NOTHING: ReadonlySet<Message['message_type']> = new Set(['call', 'ussd', 'service'])

/** Shared by all messages without labels. */
const NO_LABELS: readonly string[] = Object.freeze([])

/** How a message looks; one that is asked for by its ID shows more. */
export const messageView = viewOf<Message, 'alone' | void>()('Message', {
  id: [idSchema('message'), ({ id }) => id],
  direction: [oneOf(DIRECTIONS), ({ direction }) => direction],
  status: [oneOf(STATUSES), ({ status }) => status],
  message_type: [oneOf(MESSAGE_TYPES), ({ message_type }) => message_type],
  source: [oneOf(SOURCES), ({ source }) => source],
  time_created: [timeSchema('When it was created'), ({ time_created }) => time_created],
  time_sent: [nullable(timeSchema('When the phone reported it sent, or failed')), ({ time_sent }) => time_sent],
  time_updated: [timeSchema('When it was last changed'), ({ time_updated }) => time_updated],
  from_number: [Type.String(), ({ from_number }) => from_number],
  to_number: [Type.String(), ({ to_number }) => to_number],
  content: [
    nullable(Type.String({ description: 'Null for USSD messages, calls and services.' })),
    ({ message_type, content }) => (SAYS_NOTHING.has(message_type) ? null : content),
  ],
  starred: [Type.Boolean(), ({ starred }) => starred],
  simulated: [Type.Boolean({ description: 'Whether it never touches a real phone.' }), ({ simulated }) => simulated],
  label_ids: [Type.Array(Type.String()), ({ extra }) => extra?.label_ids ?? NO_LABELS],
  route_params: [nullable(Type.Object({}, { additionalProperties: true })), ({ extra }) => extra?.route_params ?? null],
  vars: [varsSchema, ({ vars }) => vars],
  priority: [
    nullable(Type.Integer({ description: 'Higher is sent first; outgoing messages only.' })),
    ({ priority }) => priority,
  ],
  error_message: [
    Type.Optional(Type.String({ description: 'Why it was not sent; left out where there is none.' })),
    ({ extra }) => extra?.error_message,
  ],
  error_code: [Type.Optional(Type.Union([Type.String(), Type.Number()])), NOT_SIMULATED],
  send_attempts: [
    Type.Optional(Type.Integer({ description: 'How often it was sent; outgoing messages only.' })),
    ({ direction, extra }) => (direction === 'outgoing' ? (extra?.send_attempts ?? 1) : undefined),
  ],
  external_id: [
    nullable(Type.String({ description: 'The ID that the gateway gave it.' })),
    ({ extra }) => extra?.external_id ?? null,
  ],
  num_parts: [nullable(Type.Integer({ description: 'Parts that the text takes.' })), ({ num_parts }) => num_parts],
  price: [nullable(Type.Number({ description: 'What it cost, where that is known.' })), priceOf],
  price_currency: [
    nullable(Type.String()),
    (row) => (priceOf(row) === null ? null : (row.extra?.price_currency ?? null)),
  ],
  duration: [
    nullable(Type.Number({ description: 'Length of a call, seconds; -1 where nobody answered.' })),
    ({ extra }) => extra?.duration ?? null,
  ],
  ring_time: [
    nullable(Type.Number({ description: 'How long a call rang, seconds.' })),
    ({ extra }) => extra?.ring_time ?? null,
  ],
  audio_url: [nullable(Type.String()), ({ extra }) => extra?.audio_url ?? null],
  tts_lang: [nullable(oneOf(TTS_LANGUAGES)), ({ extra }) => extra?.tts_lang ?? null],
  tts_voice: [nullable(oneOf(TTS_VOICES)), ({ extra }) => extra?.tts_voice ?? null],
  track_clicks: [nullable(Type.Boolean()), ({ extra }) => extra?.track_clicks ?? null],
  short_urls: [nullable(Type.Array(shortUrlSchema)), ({ extra }) => extra?.short_urls ?? null],
  network_code: [nullable(Type.String()), null],
  media: [nullable(Type.Array(mediaSchema)), ({ extra }) => extra?.media ?? null],
  mms_parts: [
    Type.Optional(Type.Array(mmsPartSchema, { description: 'Of an MMS that is asked for by its ID.' })),
    (message, _world, variant) =>
      variant === 'alone' && message.message_type === 'mms' ? mmsPartsOf(message) : undefined,
  ],
  time_clicked: [
    nullable(timeSchema('First click on one of its short URLs')),
    ({ extra }) => extra?.time_clicked ?? null,
  ],
  service_id: [idOrNull('service that handled it'), ({ extra }) => extra?.service_id ?? null],
  phone_id: [idOrNull('phone that carried it'), ({ phone_id }) => phone_id],
  contact_id: [idOrNull('other party'), ({ contact_id }) => contact_id],
  route_id: [idOrNull('custom route that sent it'), ({ extra }) => extra?.route_id ?? null],
  broadcast_id: [idOrNull('broadcast'), ({ extra }) => extra?.broadcast_id ?? null],
  scheduled_id: [idOrNull('scheduled message'), ({ extra }) => extra?.scheduled_id ?? null],
  user_id: [idOrNull('user who sent it'), ({ user_id }) => user_id],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
  url: pageOf('message'),
})

export const messageResource: Resource<Message> = {
  noun: 'message',
  tag: 'Messages',
  collection: messages,
  view: messageView,
}
