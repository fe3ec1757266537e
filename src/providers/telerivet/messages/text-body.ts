import {
  anyObject,
  boolean,
  choice,
  idField,
  integer,
  list,
  maybe,
  numberChoice,
  object,
  orElse,
  text,
  unlessBlank,
  webAddress,
} from '../dialect/fields.ts'
import { varsField } from '../dialect/vars.ts'
import { LONGEST_CONTENT } from './message.ts'
import { ASKED_TYPES } from './asked-text.ts'
import { TTS_LANGUAGES, TTS_VOICES } from './words.ts'

/** More files than any platform takes with one message. */
const MOST_MEDIA = 100

/** Seconds. */
const CENTURY = 100 * 365 * 86_400

/** What may be said of a text, whoever gets it. */
export const textBody = {
  message_type: orElse(choice(ASKED_TYPES, 'text: the text type of the route.'), 'text'),
  content: maybe(text('Required for text messages without media.', LONGEST_CONTENT)),
  route_id: unlessBlank(idField('phone or route', 'By itself, the default route.')),
  phone_id: unlessBlank(idField('phone', 'The old name of route_id.')),
  status_url: unlessBlank(webAddress('Posted to whenever the status changes.')),
  status_secret: unlessBlank(text('Sent to status_url as the parameter secret.')),
  replace_variables: orElse(boolean('Whether [[contact.name]] and the like in the content are replaced.'), false),
  is_template: orElse(boolean('The old name of replace_variables.'), false),
  track_clicks: orElse(boolean('Whether URLs in the content are replaced by short ones.'), false),
  short_link_params: maybe(
    object(
      { domain: maybe(text()), expiration_sec: maybe(integer({ min: 1, max: CENTURY })) },
      'How short links are made, with track_clicks.',
    ),
  ),
  media_urls: maybe(
    list(webAddress('A file to send along.'), {
      max: MOST_MEDIA,
      description: 'For SMS they are appended to the content.',
    }),
  ),
  route_params: maybe(anyObject('Parameters for the route that sends, by phone type.')),
  label_ids: maybe(list(idField('label'), { max: 5 })),
  vars: varsField,
  priority: orElse(numberChoice([1, 2], 'Higher is sent first.'), 1),
  simulated: orElse(boolean('Whether it is not really sent.'), false),
  service_id: unlessBlank(
    idField('service', 'Run for each recipient, where message_type is service; the call flow, for calls.'),
  ),
  audio_url: unlessBlank(text('What is played, for calls.')),
  tts_lang: orElse(choice(TTS_LANGUAGES, 'The language of speech, for calls.'), 'en-US'),
  tts_voice: orElse(choice(TTS_VOICES, 'The voice, for calls.'), 'female'),
}

/** The types of what goes to many: requests of USSD go to one. */
export const bulkType = orElse(
  choice(['text', 'sms', 'mms', 'call', 'chat', 'service'], 'text: the text type of the route.'),
  'text',
)
