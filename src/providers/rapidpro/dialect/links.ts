import { Type } from '@sinclair/typebox'

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

export const quickReply = Type.Object(
  {
    type: Type.Unsafe<'text' | 'form' | 'url' | 'location'>({
      type: 'string',
      enum: ['text', 'form', 'url', 'location'],
    }),
    text: Type.Union([Type.String(), Type.Null()]),
    extra: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  },
  { ...record, title: 'QuickReply' },
)

/** A list that nobody changes: most rows have nothing in most of their lists. */
export const NONE: readonly never[] = Object.freeze([])

export const instant = (description: string) => Type.String({ format: 'date-time', description })
