import { Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { orNull } from '../dialect/endpoints.ts'
import { contactRef, instant, keptReply, objectRef, quickReply } from '../dialect/links.ts'
import { STATUSES } from './statuses.ts'

/** A text to or from a contact. Its id is its number; its uuid is made of it. */
export type Message = RowOf<typeof messages>

/** What left by a channel went to an address. */
const wrongWith = ({ channel, urn }: { channel: string | null; urn: string | null }): string | undefined =>
  channel !== null && urn === null ? 'it has a channel, but no urn' : undefined

export const messages = defineCollection(
  'rapidpro.messages',
  {
    contact: kept.idOf('rapidpro.contacts'),
    broadcast: kept.orNull(kept.count),
    urn: kept.orNull(kept.text),
    channel: kept.orNull(kept.idOf('rapidpro.channels')),
    direction: kept.oneOf(['in', 'out']),
    status: kept.oneOf(STATUSES),
    text: kept.text,
    created_on: kept.micros,
    sent_on: kept.orNull(kept.micros),
    modified_on: kept.micros,
    /** What few messages have; null for the others. */
    extra: kept.orNull(
      kept.object({
        archived: kept.optional(kept.always(true)),
        /** `content-type:url`. */
        attachments: kept.optional(kept.listOf(kept.text)),
        quick_replies: kept.optional(Type.Array(keptReply)),
        /** How often sending failed so far. */
        errors: kept.optional(kept.count),
      }),
    ),
  },
  { indexes: ['contact', 'broadcast'], ids: 'rapidpro.message', prefix: '', wrongWith },
)

export const messageRows = (world: World) => world.collection(messages)

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
