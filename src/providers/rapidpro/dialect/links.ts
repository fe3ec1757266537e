import * as Type from 'typebox'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'

const record = { additionalProperties: false } as const

/** How another row is named in an answer. */
export const objectRef = viewOf<{ readonly id: string; readonly name: string }>()('ObjectRef', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
})

/** How a contact is named; it may have no name. */
export const contactRef = viewOf<{ readonly id: string; readonly name: string | null }>()('ContactRef', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.Union([Type.String(), Type.Null()]), ({ name }) => name],
})

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
