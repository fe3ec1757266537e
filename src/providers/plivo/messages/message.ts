import type { Static } from 'typebox'
import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { ERROR_CODES, NO_ERROR } from './error-codes.ts'
import { METHODS } from '../dialect/fields.ts'
import { keptOwner } from '../dialect/caller.ts'

export const MESSAGE_TYPES = ['sms', 'mms', 'whatsapp'] as const
export type MessageType = (typeof MESSAGE_TYPES)[number]

export const MESSAGE_DIRECTIONS = ['inbound', 'outbound'] as const
export const MESSAGE_STATES = [
  'queued',
  'sent',
  'failed',
  'delivered',
  'undelivered',
  'rejected',
  'read',
  'received',
  'deleted',
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** What is kept of a message: all, nothing, its text alone, its number alone. */
export const LOG_WORDS = ['true', 'false', 'content_only', 'number_only'] as const
export type LogWord = (typeof LOG_WORDS)[number]

export const CONVERSATION_ORIGINS = ['service', 'utility', 'authentication', 'marketing'] as const
export const TEMPLATE_CATEGORIES = ['transactional', 'promotional', 'service_implicit', 'service_explicit'] as const

/** What few messages have; the messages of one send share it. */
const extraSchema = kept.object({
  powerpack: kept.optional(kept.uuid),
  dlt_entity_id: kept.optional(kept.text),
  dlt_template_id: kept.optional(kept.text),
  dlt_template_category: kept.optional(kept.text),
  media: kept.optional(Type.Array(kept.idOf('plivo.media'))),
  conversation_id: kept.optional(kept.text),
  conversation_origin: kept.optional(kept.oneOf(CONVERSATION_ORIGINS)),
  conversation_expires: kept.optional(kept.micros),
})
export type MessageExtra = Static<typeof extraSchema>

/** What Plivo records of a message to or from one number. */
export type Message = RowOf<typeof messages>

export const messages = defineCollection(
  'plivo.messages',
  {
    id: kept.uuid,
    owner: keptOwner,
    direction: kept.oneOf(MESSAGE_DIRECTIONS),
    state: kept.oneOf(MESSAGE_STATES),
    type: kept.oneOf(MESSAGE_TYPES),
    /** Digits without a +, or a sender's name. */
    from: kept.text,
    to: kept.text,
    /** Two letters of the destination's country, empty where unknown. */
    country: kept.written(/^([A-Z]{2})?$/),
    units: kept.count,
    /** When it was made, sent, and last changed. */
    time: kept.micros,
    sentAt: kept.orNull(kept.micros),
    updatedAt: kept.orNull(kept.micros),
    errorCode: kept.orNull(kept.oneOf([NO_ERROR, ...ERROR_CODES])),
    log: kept.oneOf(LOG_WORDS),
    /** The address of whoever asked for it. */
    requester: kept.text,
    /** Where its states are told, and how. */
    callback: kept.orNull(kept.webAddress),
    callbackMethod: kept.oneOf(METHODS),
    extra: kept.orNull(extraSchema),
  },
  { indexes: ['to', 'from', 'owner'], ids: 'plivo.message' },
)
