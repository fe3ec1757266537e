import { Type } from '@sinclair/typebox'
import * as kept from '../../../core/store/kept.ts'

const record = { additionalProperties: false } as const

/** How another row is named in an answer. */
export const objectRef = Type.Object(
  { uuid: Type.String({ format: 'uuid' }), name: Type.String() },
  { ...record, title: 'ObjectRef' },
)

/** How a contact is named; it may have no name. */
export const contactRef = Type.Object(
  { uuid: Type.String({ format: 'uuid' }), name: Type.Union([Type.String(), Type.Null()]) },
  { ...record, title: 'ContactRef' },
)

export const REPLY_TYPES = ['text', 'form', 'url', 'location'] as const

/** A text that is offered as an answer, as rows hold it. */
export const keptReply = kept.object({
  type: kept.oneOf(REPLY_TYPES),
  text: kept.orNull(kept.text),
  extra: kept.optional(kept.orNull(kept.text)),
})

export const quickReply = Type.Object(
  {
    type: Type.Unsafe<(typeof REPLY_TYPES)[number]>({ type: 'string', enum: [...REPLY_TYPES] }),
    text: Type.Union([Type.String(), Type.Null()]),
    extra: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  },
  { ...record, title: 'QuickReply' },
)

/** A list that nobody changes: most rows have nothing in most of their lists. */
export const NONE: readonly never[] = Object.freeze([])

export const instant = (description: string) => Type.String({ format: 'date-time', description })
