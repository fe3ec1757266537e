import type { Static } from 'typebox'
import * as Type from 'typebox'
import { findContact } from '../contacts/find-contact.ts'
import { type BodyField, isObject, list, optional, refuse, text, value } from '../dialect/fields.ts'
import type { quickReply } from '../dialect/links.ts'
import { quickReply as quickReplySchema } from '../dialect/links.ts'
import { reference, references } from '../dialect/references.ts'
import { SENTENCES } from '../dialect/sentences.ts'
import { type Media, findMedia } from '../media/media.ts'

export const TEXT_LIMIT = 640
const ATTACHMENT_LIMIT = 10
const QUICK_REPLY_LIMIT = 10

/** Files to attach. */
export const attachments = (): BodyField<Media[]> =>
  references(findMedia, 'uuid of an uploaded file, or content-type:url with that uuid', ATTACHMENT_LIMIT)

type QuickReply = Static<typeof quickReply>

const replyText = text({ max: 64 })
const KINDS = ['text', 'form', 'url', 'location'] as const

/** A text that is offered as an answer, as plain text or as an object. */
const oneQuickReply = (): BodyField<QuickReply> =>
  value(Type.Union([Type.String(), quickReplySchema]), (raw, path, issues, call) => {
    if (!isObject(raw)) return { type: 'text', text: replyText.read(raw, path, issues, call) }
    const type = KINDS.find((kind) => kind === (raw['type'] ?? 'text'))
    if (!type) return refuse(issues, [...path, 'type'], SENTENCES.choice(raw['type']))
    const own =
      raw['text'] === undefined && type !== 'text' ? null : replyText.read(raw['text'], [...path, 'text'], issues, call)
    const extra =
      raw['extra'] === undefined || raw['extra'] === null
        ? undefined
        : text({ max: 1000 }).read(raw['extra'], [...path, 'extra'], issues, call)
    return { type, text: own, ...(extra !== undefined && { extra }) }
  })

export const quickReplies = (): BodyField<QuickReply[]> => list(oneQuickReply(), { max: QUICK_REPLY_LIMIT })

/** What may be written of a message. */
export const messageBody = {
  contact: reference(findContact, 'uuid or URN of a contact'),
  text: optional(text({ max: TEXT_LIMIT })),
  attachments: optional(attachments()),
  ticket: optional(reference(() => undefined, 'uuid of a ticket that this answers')),
  quick_replies: optional(quickReplies()),
}
