import { type Static, Type } from '@sinclair/typebox'
import { segmentsOf } from '../../../core/network/segments.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { keptId } from '../dialect/ids.ts'
import { idSchema, nullable, oneOf, record, timeSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'
import { pageOf } from '../projects/project.ts'

export const DIRECTIONS = ['incoming', 'outgoing'] as const
export const STATUSES = [
  'ignored',
  'processing',
  'received',
  'sent',
  'queued',
  'failed',
  'failed_queued',
  'cancelled',
  'delivered',
  'not_delivered',
  'read',
] as const
export const MESSAGE_TYPES = ['sms', 'mms', 'ussd', 'ussd_session', 'call', 'chat', 'service'] as const
export const SOURCES = ['phone', 'provider', 'web', 'api', 'service', 'webhook', 'scheduled', 'integration'] as const
export const TTS_LANGUAGES = [
  'en-US',
  'en-GB',
  'en-GB-WLS',
  'en-AU',
  'en-IN',
  'da-DK',
  'nl-NL',
  'fr-FR',
  'fr-CA',
  'de-DE',
  'is-IS',
  'it-IT',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'ru-RU',
  'es-ES',
  'es-US',
  'sv-SE',
] as const
export const TTS_VOICES = ['female', 'male'] as const
const LINK_TYPES = ['redirect', 'media', 'service'] as const

/** The longest text of a message, in UTF-16 code units: far beyond any network's, and a page of five hundred can be written. */
export const LONGEST_CONTENT = 65_536

export type MessageStatus = (typeof STATUSES)[number]

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

const mediaSchema = Type.Object(
  {
    url: nullable(Type.String()),
    type: nullable(Type.String()),
    filename: nullable(Type.String()),
    size: nullable(Type.Integer()),
  },
  { additionalProperties: false },
)

/** A part of an MMS that an Android phone received. */
export const mmsPartSchema = Type.Object(
  { cid: Type.String(), type: Type.String(), filename: Type.String(), size: Type.Integer(), url: Type.String() },
  { additionalProperties: false },
)

export type ShortUrl = Static<typeof shortUrlSchema>
export type MediaFile = Static<typeof mediaSchema>

/** Short links and files as rows hold them: what was shown of them once. */
const keptLink = kept.object({
  short_url: kept.text,
  link_type: kept.oneOf(LINK_TYPES),
  time_clicked: kept.orNull(kept.seconds),
  expiration_time: kept.orNull(kept.seconds),
  destination_url: kept.optional(kept.text),
  media_index: kept.optional(kept.count),
  service_id: kept.optional(kept.text),
})
const keptFile = kept.object({
  url: kept.orNull(kept.text),
  type: kept.orNull(kept.text),
  filename: kept.orNull(kept.text),
  size: kept.orNull(kept.count),
})

/** What few messages have; all of it may be missing. */
const extraSchema = kept.object({
  status_url: kept.optional(kept.webAddress),
  status_secret: kept.optional(kept.text),
  error_message: kept.optional(kept.text),
  /** How often it was sent; above 1 once it was resent. */
  send_attempts: kept.optional(kept.count),
  label_ids: kept.optional(kept.listOf(kept.text)),
  route_params: kept.optional(Type.Record(Type.String(), kept.json)),
  external_id: kept.optional(kept.text),
  audio_url: kept.optional(kept.text),
  tts_lang: kept.optional(kept.oneOf(TTS_LANGUAGES)),
  tts_voice: kept.optional(kept.oneOf(TTS_VOICES)),
  track_clicks: kept.optional(kept.boolean),
  short_urls: kept.optional(kept.listOf(keptLink)),
  media: kept.optional(kept.listOf(keptFile)),
  time_clicked: kept.optional(kept.seconds),
  service_id: kept.optional(kept.text),
  route_id: kept.optional(kept.text),
  broadcast_id: kept.optional(kept.text),
  scheduled_id: kept.optional(kept.text),
  user_id: kept.optional(kept.text),
})
export type MessageExtra = Static<typeof extraSchema>

/** One incoming or outgoing message. */
export type Message = RowOf<typeof messages>

export const messages = defineCollection(
  'telerivet.messages',
  {
    id: keptId('message'),
    project_id: kept.idOf('telerivet.projects'),
    direction: kept.oneOf(DIRECTIONS),
    status: kept.oneOf(STATUSES),
    message_type: kept.oneOf(MESSAGE_TYPES),
    source: kept.oneOf(SOURCES),
    time_created: kept.seconds,
    time_sent: kept.orNull(kept.seconds),
    time_updated: kept.seconds,
    from_number: kept.text,
    to_number: kept.text,
    content: kept.orNull(kept.text),
    starred: kept.boolean,
    simulated: kept.boolean,
    vars: keptVars,
    /** Outgoing messages only. */
    priority: kept.orNull(kept.count),
    num_parts: kept.orNull(kept.count),
    phone_id: kept.idOf('telerivet.phones'),
    contact_id: kept.orNull(kept.idOf('telerivet.contacts')),
    /** Its delivery in the network, where it is outgoing. */
    delivery: kept.orNull(kept.idOf('network.deliveries')),
    extra: kept.orNull(extraSchema),
  },
  { indexes: ['project_id', 'contact_id', 'phone_id'], ids: 'telerivet.message' },
)

const id = (of: string) => nullable(idSchema(of))

export const messageSchema = record('Message', {
  id: idSchema('message'),
  direction: oneOf(DIRECTIONS),
  status: oneOf(STATUSES),
  message_type: oneOf(MESSAGE_TYPES),
  source: oneOf(SOURCES),
  time_created: timeSchema('When it was created'),
  time_sent: nullable(timeSchema('When the phone reported it sent, or failed')),
  time_updated: timeSchema('When it was last changed'),
  from_number: Type.String(),
  to_number: Type.String(),
  content: nullable(Type.String()),
  starred: Type.Boolean(),
  simulated: Type.Boolean({ description: 'Whether it never touches a real phone.' }),
  label_ids: Type.Array(Type.String()),
  route_params: nullable(Type.Object({}, { additionalProperties: true })),
  vars: varsSchema,
  priority: nullable(Type.Integer({ description: 'Higher is sent first; outgoing messages only.' })),
  error_message: Type.Optional(Type.String({ description: 'Why it was not sent; left out where there is none.' })),
  error_code: Type.Optional(Type.Union([Type.String(), Type.Number()])),
  external_id: nullable(Type.String({ description: 'The ID that the gateway gave it.' })),
  num_parts: nullable(Type.Integer({ description: 'Parts that the text takes.' })),
  price: nullable(Type.Number()),
  price_currency: nullable(Type.String()),
  duration: nullable(Type.Number({ description: 'Length of a call, seconds.' })),
  ring_time: nullable(Type.Number({ description: 'How long it rang, seconds.' })),
  audio_url: nullable(Type.String()),
  tts_lang: nullable(oneOf(TTS_LANGUAGES)),
  tts_voice: nullable(oneOf(TTS_VOICES)),
  track_clicks: nullable(Type.Boolean()),
  short_urls: nullable(Type.Array(shortUrlSchema)),
  network_code: nullable(Type.String()),
  media: nullable(Type.Array(mediaSchema)),
  mms_parts: Type.Optional(nullable(Type.Array(mmsPartSchema))),
  time_clicked: nullable(timeSchema('First click on one of its short URLs')),
  send_attempts: Type.Optional(Type.Integer({ description: 'How often it was sent; outgoing messages only.' })),
  service_id: id('service that handled it'),
  phone_id: id('phone that carried it'),
  contact_id: id('other party'),
  route_id: id('custom route that sent it'),
  broadcast_id: id('broadcast'),
  scheduled_id: id('scheduled message'),
  user_id: id('user who sent it'),
  project_id: idSchema('project'),
  url: Type.String({ description: 'Its page in the web app.' }),
})

/** "The number of SMS parts associated with the message, if applicable": other messages have none. */
export const partsOf = ({ message_type, content }: Pick<Message, 'message_type' | 'content'>): number | null =>
  message_type === 'sms' && content !== null ? segmentsOf(content).parts : null

/** Shared by all messages without labels. */
const NO_LABELS: readonly string[] = Object.freeze([])

export function viewMessage(row: Message): Static<typeof messageSchema> {
  const extra = row.extra
  return {
    id: row.id,
    direction: row.direction,
    status: row.status,
    message_type: row.message_type,
    source: row.source,
    time_created: row.time_created,
    time_sent: row.time_sent,
    time_updated: row.time_updated,
    from_number: row.from_number,
    to_number: row.to_number,
    content: row.content,
    starred: row.starred,
    simulated: row.simulated,
    label_ids: (extra?.label_ids ?? NO_LABELS) as string[],
    route_params: extra?.route_params ?? null,
    vars: row.vars,
    priority: row.priority,
    // Undefined is left out of the JSON: these two are there only where they have a value.
    error_message: extra?.error_message,
    send_attempts: row.direction === 'outgoing' ? (extra?.send_attempts ?? 1) : undefined,
    external_id: extra?.external_id ?? null,
    num_parts: row.num_parts,
    price: null,
    price_currency: null,
    duration: null,
    ring_time: null,
    audio_url: extra?.audio_url ?? null,
    tts_lang: extra?.tts_lang ?? null,
    tts_voice: extra?.tts_voice ?? null,
    track_clicks: extra?.track_clicks ?? null,
    short_urls: (extra?.short_urls as ShortUrl[] | undefined) ?? null,
    network_code: null,
    media: (extra?.media as MediaFile[] | undefined) ?? null,
    time_clicked: extra?.time_clicked ?? null,
    service_id: extra?.service_id ?? null,
    phone_id: row.phone_id,
    contact_id: row.contact_id,
    route_id: extra?.route_id ?? null,
    broadcast_id: extra?.broadcast_id ?? null,
    scheduled_id: extra?.scheduled_id ?? null,
    user_id: extra?.user_id ?? null,
    project_id: row.project_id,
    url: pageOf(row.project_id, 'message', row.id),
  }
}
