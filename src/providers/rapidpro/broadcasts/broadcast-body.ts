import * as Type from 'typebox'
import { findContact } from '../contacts/find-contact.ts'
import { urn } from '../contacts/contact-body.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { type BodyField, isObject, language, list, object, optional, text } from '../dialect/fields.ts'
import { isLanguage } from '../../../standards/languages.ts'
import { references } from '../dialect/references.ts'
import { SENTENCES } from '../dialect/sentences.ts'
import { findGroup } from '../groups/group.ts'
import { TEXT_LIMIT, attachments, quickReplies } from '../messages/message-body.ts'

const TRANSLATIONS = 50

const refuseLanguage = (code: string): string | undefined => (isLanguage(code) ? undefined : SENTENCES.language)

/** A value for each language, or one alone, which is then the one of the workspace's first language. */
export function translated<T>(item: BodyField<T>, isAlone: (raw: unknown) => boolean): BodyField<Map<string, T>> {
  const inner = object(item, { max: TRANSLATIONS, empty: false, refuseKey: refuseLanguage })
  return {
    ...inner,
    schema: Type.Union([item.schema, inner.schema]),
    form: item.form === 'list' ? 'list' : 'object',
    read: (raw, path, issues, call) => inner.read(isAlone(raw) ? alone(raw, call) : raw, path, issues, call),
  }
}

const alone = (raw: unknown, { caller }: RapidproCall): unknown => ({ [caller.workspace.languages[0] ?? 'und']: raw })

const isText = (raw: unknown): boolean => typeof raw === 'string'

/** What may be written of a broadcast. */
export const broadcastBody = {
  urns: optional(list(urn())),
  contacts: optional(references(findContact, 'uuid or URN of a contact')),
  groups: optional(references(findGroup, 'uuid or name of a group')),
  text: optional(translated(text({ max: TEXT_LIMIT }), isText)),
  attachments: optional(translated(attachments(), (raw) => !isObject(raw) && raw !== null && raw !== undefined)),
  quick_replies: optional(translated(quickReplies(), (raw) => !isObject(raw) && raw !== null && raw !== undefined)),
  base_language: optional(language()),
}

interface Written {
  text?: Map<string, string> | undefined
  attachments?: Map<string, readonly unknown[]> | undefined
  urns?: readonly unknown[] | undefined
  contacts?: readonly unknown[] | undefined
  groups?: readonly unknown[] | undefined
  base_language?: string | undefined
}

/** Content first, then the recipients, then the base language of the content. */
export function broadcastRule({ body }: RapidproCall<unknown, Written>): string | undefined {
  const { text: texts, attachments: files, base_language: base, urns = [], contacts = [], groups = [] } = body
  if (!texts && !files) return 'Must provide either text or attachments.'
  if (urns.length + contacts.length + groups.length === 0) return 'Must provide either urns, contacts or groups.'
  // Without any text the platform breaks down over a base language; it is refused as one without a text in it is.
  if (base !== undefined && !texts?.has(base)) return 'No text translation provided in base language.'
  if (base !== undefined && files && !files.has(base)) return 'No attachment translations provided in base language.'
  return undefined
}
