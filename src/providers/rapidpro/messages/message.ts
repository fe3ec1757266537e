import { type Static, Type } from '@sinclair/typebox'
import { defineCollection } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import { orNull } from '../dialect/endpoints.ts'
import { contactRef, instant, objectRef, quickReply } from '../dialect/links.ts'
import { STATUSES, type Status } from './statuses.ts'

/** A text to or from a contact. Its id is its number; its uuid is made of it. */
export interface Message extends Row {
  contact: string
  broadcast: number | null
  urn: string | null
  channel: string | null
  direction: 'in' | 'out'
  status: Status
  text: string
  created_on: number
  sent_on: number | null
  modified_on: number
  /** What few messages have; null for the others. */
  extra: Extra | null
}

interface Extra {
  archived?: true
  /** `content-type:url`. */
  attachments?: readonly string[]
  quick_replies?: Static<typeof quickReply>[]
  /** How often sending failed so far. */
  errors?: number
}

const messages = defineCollection<Message>('rapidpro.messages', { indexes: ['contact', 'broadcast'] })

export const messageRows = (world: World) => world.collection(messages)

export function deleteMessagesOf(world: World, contact: string): void {
  const rows = messageRows(world)
  rows.deleteAll(rows.by('contact', contact))
}

const oneOf = <const W extends readonly string[]>(words: W, description?: string) =>
  Type.Unsafe<W[number]>({ type: 'string', enum: [...words], ...(description !== undefined && { description }) })

const attachmentSchema = Type.Object(
  { content_type: Type.String(), url: Type.String() },
  { additionalProperties: false, title: 'Attachment' },
)

export const messageSchema = Type.Object(
  {
    id: Type.Integer(),
    uuid: Type.String({ format: 'uuid' }),
    broadcast: orNull(Type.Integer({ description: 'The broadcast that it is part of.' })),
    contact: contactRef,
    urn: orNull(Type.String()),
    channel: orNull(objectRef),
    direction: oneOf(
      ['in', 'out', 'incoming', 'outgoing'],
      'in or out; a world with the profile `documented` says incoming or outgoing.',
    ),
    type: oneOf(['text', 'optin', 'voice']),
    status: oneOf(STATUSES),
    archived: Type.Boolean({ description: 'Deprecated: see `visibility`.' }),
    visibility: orNull(oneOf(['visible', 'archived'])),
    text: Type.String(),
    labels: Type.Array(objectRef),
    flow: orNull(objectRef),
    attachments: Type.Array(attachmentSchema),
    quick_replies: Type.Array(quickReply),
    created_on: instant('When it was created.'),
    sent_on: orNull(instant('When the channel took it, or said that it was sent.')),
    modified_on: instant('When it last changed.'),
    media: orNull(Type.String({ description: 'Deprecated: the first attachment.' })),
  },
  { additionalProperties: false, title: 'Message' },
)
