import * as Type from 'typebox'
import { type Field, type FieldValues, field, optional } from '../../../http/field.ts'
import { choice, mapOf, number, text, webAddress } from '../../../http/strict-fields.ts'
import { orNull } from '../dialect/endpoints.ts'
import { type Channel, SEND_METHODS } from './channel.ts'
import { CONTENT_TYPES } from './fill-template.ts'

/** Where and how an external channel sends: what its page asks for. */
type SendSettings = NonNullable<Channel['send']>

const PLACES =
  '{{id}}, {{uuid}}, {{text}}, {{to}}, {{to_no_plus}}, {{from}}, {{from_no_plus}}, {{channel}} and {{quick_replies}}'

/** The host is the same for all messages: what stands in braces comes behind it. */
const sendAddress = (description: string): Field<string> => {
  const inner = webAddress(description)
  return field(inner.schema, (raw, path, issues, call) => {
    const url = inner.read(raw, path, issues, call)
    if (url !== undefined && hasPlacesInHost(url))
      issues.push({
        path,
        rule: 'invalid',
        message: `"${path.join('.')}" can have places to fill in behind its host only.`,
      })
    return url
  })
}

export const hasPlacesInHost = (url: string): boolean => /^https?:\/\/[^/?#]*\{\{/i.test(url)

const headerText = { max: 2048, pattern: /^[\t\x20-\x7e\x80-\xff]*$/ }

export const isHeaderText = (written: string): boolean => headerText.pattern.test(written)

export const sendFields = {
  send_url: optional(
    sendAddress(
      `Where an external channel sends messages, with ${PLACES}. Without it handsets stand in for the aggregator.`,
    ),
  ),
  send_method: optional(choice('How; POST unless given.', SEND_METHODS)),
  send_body: optional(
    text(`What PUT and POST carry, with ${PLACES}; a form of them all unless given.`, { max: 10_000 }),
  ),
  content_type: optional(
    text(
      'Of what is sent, which says how what is filled in is escaped; a form unless given. `urlencoded`, `json` and `xml` will do.',
      { min: 1, ...headerText, max: 255 },
    ),
  ),
  max_length: optional(
    number('Longer messages are sent in parts; 160 bytes of UTF-8 unless given.', { whole: true, min: 1, max: 6400 }),
  ),
  response_check: optional(text('What a good answer holds; nothing in particular where it is empty.')),
  send_headers: optional(
    mapOf('Headers of each call, such as Authorization.', text('What it says.', headerText), {
      names: /^[\w!#$%&'*+.^`|~-]+$/,
    }),
  ),
}

/** What the page fills in where nothing is said. */
const DEFAULTS: Omit<SendSettings, 'url'> = {
  method: 'POST',
  body: 'id={{id}}&text={{text}}&to={{to}}&to_no_plus={{to_no_plus}}&from={{from}}&from_no_plus={{from_no_plus}}&channel={{channel}}',
  content_type: CONTENT_TYPES.urlencoded,
  max_length: 160,
  response_check: null,
  headers: {},
}

/** The settings after what was asked for; null where it has not been said yet where to send. */
export function settingsOf(asked: Partial<FieldValues<typeof sendFields>>, before: Channel['send']): Channel['send'] {
  const url = asked.send_url ?? before?.url
  if (url === undefined) return null
  const now = before ?? DEFAULTS
  const type = asked.content_type ?? now.content_type
  const check = asked.response_check ?? now.response_check
  return {
    url,
    method: asked.send_method ?? now.method,
    body: asked.send_body ?? now.body,
    content_type: Object.hasOwn(CONTENT_TYPES, type) ? CONTENT_TYPES[type as keyof typeof CONTENT_TYPES] : type,
    max_length: asked.max_length ?? now.max_length,
    response_check: check === '' ? null : check,
    headers: asked.send_headers ?? now.headers,
  }
}

/** The same as the page shows it. */
export const sendMembers = {
  send_url: [orNull(Type.String({ description: 'Where messages are sent.' })), ({ send }: Channel) => send && send.url],
  send_method: [orNull(Type.String()), ({ send }: Channel) => send && send.method],
  send_body: [orNull(Type.String()), ({ send }: Channel) => send && send.body],
  content_type: [orNull(Type.String()), ({ send }: Channel) => send && send.content_type],
  max_length: [orNull(Type.Integer()), ({ send }: Channel) => send && send.max_length],
  response_check: [orNull(Type.String()), ({ send }: Channel) => send && send.response_check],
  send_headers: [orNull(Type.Record(Type.String(), Type.String())), ({ send }: Channel) => send && send.headers],
} as const
