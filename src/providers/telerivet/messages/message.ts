import type { Static } from 'typebox'
import * as Type from 'typebox'
import { segmentsOf } from '../../../core/network/segments.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { keptId } from '../dialect/ids.ts'
import { keptVars } from '../dialect/vars.ts'
import { DIRECTIONS, LINK_TYPES, MESSAGE_TYPES, SOURCES, STATUSES, TTS_LANGUAGES, TTS_VOICES } from './words.ts'

/** The longest text of a message, in UTF-16 code units: far beyond any network's, and a page of five hundred can be written. */
export const LONGEST_CONTENT = 65_536

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

export type ShortUrl = Static<typeof keptLink>
export type MediaFile = Static<typeof keptFile>

/** What few messages have; all of it may be missing. */
const extraSchema = kept.object({
  status_url: kept.optional(kept.webAddress),
  status_secret: kept.optional(kept.text),
  error_message: kept.optional(kept.text),
  /** How often it was sent; above 1 once it was resent. */
  send_attempts: kept.optional(kept.count),
  label_ids: kept.optional(kept.listOf(kept.idOf('telerivet.labels'))),
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
  /** What it costs once it has been sent, where its phone has a tariff. */
  price: kept.optional(kept.number),
  price_currency: kept.optional(kept.text),
  /** Of calls, seconds: how long it rang, and how long it was answered; -1 where it was not. */
  ring_time: kept.optional(kept.count),
  duration: kept.optional(kept.whole(-1, kept.HIGHEST)),
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
    /** Who sent it, where somebody did; they may be gone. */
    user_id: kept.orNull(kept.text),
    vars: keptVars,
    /** Outgoing messages only. */
    priority: kept.orNull(kept.count),
    num_parts: kept.orNull(kept.count),
    /** A phone that may be gone. */
    phone_id: keptId('phone'),
    contact_id: kept.orNull(kept.idOf('telerivet.contacts')),
    /** Its delivery in the network, where it is outgoing. */
    delivery: kept.orNull(kept.idOf('network.deliveries')),
    extra: kept.orNull(extraSchema),
  },
  {
    indexes: ['project_id', 'contact_id', 'phone_id', ['extra', 'broadcast_id'], ['extra', 'scheduled_id']],
    members: [['extra', 'label_ids']],
    texts: [['extra', 'external_id']],
    ids: 'telerivet.message',
  },
)

/** "The price of this message, if known": what was not sent costs nothing. */
export const priceOf = ({ status, extra }: Pick<Message, 'status' | 'extra'>): number | null =>
  extra?.price !== undefined && IS_SENT.has(status) ? extra.price : null

const IS_SENT: ReadonlySet<Message['status']> = new Set(['sent', 'delivered', 'not_delivered', 'read'])

/** "The number of SMS parts associated with the message, if applicable": other messages have none. */
export const partsOf = ({ message_type, content }: Pick<Message, 'message_type' | 'content'>): number | null =>
  message_type === 'sms' && content !== null ? segmentsOf(content).parts : null
