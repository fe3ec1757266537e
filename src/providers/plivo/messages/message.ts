import { defineCollection } from '../../../core/store/collection.ts'
import type { WebhookMethod } from '../dialect/fields.ts'
import type { Owned } from '../dialect/caller.ts'

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

/** What Plivo records of a message to or from one number. */
export interface Message extends Owned {
  direction: (typeof MESSAGE_DIRECTIONS)[number]
  state: MessageState
  type: MessageType
  /** Digits without a +, or a sender's name. */
  from: string
  to: string
  /** Two letters of the destination's country, empty where unknown. */
  country: string
  units: number
  /** When it was made, sent, and last changed: microseconds. */
  time: number
  sentAt: number | null
  updatedAt: number | null
  errorCode: string | null
  log: LogWord
  /** The address of whoever asked for it. */
  requester: string
  /** Where its states are told, and how. */
  callback: string | null
  callbackMethod: WebhookMethod
  /** What few messages have; the messages of one send share it. */
  extra: MessageExtra | null
}

export type MessageExtra = {
  powerpack?: string
  dlt_entity_id?: string
  dlt_template_id?: string
  dlt_template_category?: string
  /** Ids of its media. */
  media?: string[]
  conversation_id?: string
  conversation_origin?: string
  /** Microseconds. */
  conversation_expires?: number
}

export const messages = defineCollection<Message>('plivo.messages', { indexes: ['to', 'from', 'owner'] })
