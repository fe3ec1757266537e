import { described, type Field } from '../../../http/field.ts'
import {
  boolean,
  integer,
  isUuid,
  isWebAddress,
  numberText,
  object,
  oneOf,
  optional,
  text,
  texts,
  webAddress,
  webhookMethod,
  withDefault,
} from '../dialect/fields.ts'
import { LOG_WORDS, type LogWord, MESSAGE_TYPES, TEMPLATE_CATEGORIES } from './message.ts'

/** What one can say when sending. */
export const sendFields = {
  src: described(
    optional(numberText(64)),
    'A number with its country code, or up to 11 letters and digits. Needed unless powerpack_uuid is given.',
  ),
  powerpack_uuid: described(optional(text(64)), 'Picks the sender, in the place of src.'),
  dst: described(numberText(100_000), 'A number with its country code; several are joined by <, at most 1000.'),
  text: described(optional(text(100_000)), 'Needed unless media or one of the WhatsApp forms stand for it.'),
  type: withDefault(oneOf(MESSAGE_TYPES), 'sms'),
  url: described(optional(webAddress()), 'Called with each state of each message.'),
  method: described(withDefault(webhookMethod(), 'POST'), 'How url is called.'),
  media_urls: described(optional(texts(10, isWebAddress)), 'For mms and whatsapp; never fetched.'),
  media_ids: described(optional(texts(10, isUuid)), 'Uploaded media, for mms and whatsapp.'),
  log: described(
    withDefault(logWord(), 'true'),
    'What records and callbacks show: all, nothing, the content alone, the number alone.',
  ),
  trackable: withDefault(boolean(), false),
  message_expiry: described(
    withDefault(integer(5, 10_799), 10_800),
    'Seconds that a message may wait in the queue before it fails.',
  ),
  dlt_entity_id: optional(text(255)),
  dlt_template_id: optional(text(255)),
  dlt_template_category: optional(oneOf(TEMPLATE_CATEGORIES)),
  template: described(optional(object()), 'For whatsapp.'),
  interactive: described(optional(object()), 'For whatsapp.'),
  location: described(optional(object()), 'For whatsapp.'),
}

/** The words, or the booleans that two of them look like. */
function logWord(): Field<LogWord> {
  const inner = oneOf(LOG_WORDS)
  return {
    ...inner,
    read: (raw, path, issues, call) =>
      inner.read(
        typeof raw === 'boolean' ? String(raw) : typeof raw === 'string' ? raw.toLowerCase() : raw,
        path,
        issues,
        call,
      ),
  }
}
