import { Type } from '@sinclair/typebox'
import { SOMEBODY } from '../../../http/example.ts'
import { endpoint } from '../dialect/endpoints.ts'
import {
  anyObject,
  boolean,
  choice,
  idField,
  integer,
  label,
  list,
  maybe,
  numberChoice,
  object,
  orElse,
  text,
  unlessBlank,
  webAddress,
} from '../dialect/fields.ts'
import { idSchema, nullable } from '../dialect/schemas.ts'
import { varsField } from '../dialect/vars.ts'
import { LONGEST_CONTENT } from './message.ts'
import { messageResource } from './message-view.ts'
import { sendBatch } from './send-batch.ts'
import { sendMessage } from './send-message.ts'
import { TTS_LANGUAGES, TTS_VOICES } from './words.ts'

/** More files than any platform takes with one message. */
const MOST_MEDIA = 100

/** Seconds. */
const CENTURY = 100 * 365 * 86_400

const textBody = {
  message_type: orElse(
    choice(['text', 'sms', 'mms', 'ussd', 'call', 'chat', 'service'], 'text: the text type of the route.'),
    'text',
  ),
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
  service_id: unlessBlank(idField('service', 'The call flow, for calls.')),
  audio_url: unlessBlank(text('What is played, for calls.')),
  tts_lang: orElse(choice(TTS_LANGUAGES, 'The language of speech, for calls.'), 'en-US'),
  tts_voice: orElse(choice(TTS_VOICES, 'The voice, for calls.'), 'female'),
}

const sendBody = {
  ...textBody,
  to_number: unlessBlank(label('Required where contact_id is not set.')),
  contact_id: unlessBlank(idField('contact', 'Required where to_number is not set.')),
}

const send = (id: string, path: string, summary: string) =>
  endpoint({
    id,
    method: 'post',
    path,
    summary,
    tag: 'Messages',
    permission: 'Send messages',
    body: sendBody,
    returns: messageResource.view.schema,
    example: () => ({ body: { to_number: SOMEBODY, content: 'We buy coffee at 480 a kilo today.' } }),
    handle: ({ world, caller, body }) =>
      messageResource.view.json(sendMessage(world, caller.project, body, 'api'), world),
  })

const sendMany = (id: string, path: string) =>
  endpoint({
    id,
    method: 'post',
    path,
    summary: 'Sends a message to many; a retired forerunner of broadcasts.',
    tag: 'Messages',
    permission: 'Send messages',
    body: {
      ...textBody,
      to_numbers: maybe(list(label(), { max: 500, description: 'Required where group_id is not set.' })),
      group_id: unlessBlank(idField('group', 'Required where to_numbers is not set.')),
    },
    returns: Type.Object(
      {
        count_queued: Type.Integer({ description: 'How many messages are queued.' }),
        broadcast_id: nullable(idSchema('broadcast that they are part of')),
      },
      { additionalProperties: false },
    ),
    example: () => ({
      body: { to_numbers: [SOMEBODY, '+12065550102'], content: 'The members meet on Saturday at 10:00.' },
    }),
    handle: ({ world, caller, body }) => sendBatch(world, caller.project, body),
  })

/** How messages are sent, by today's names and by retired ones that clients still use. */
export const sendEndpoints = [
  send('telerivet.sendMessage', '/v1/projects/{project_id}/messages/send', 'Sends one message.'),
  send(
    'telerivet.sendMessageOutgoing',
    '/v1/projects/{project_id}/messages/outgoing',
    'Sends one message; the retired name of messages/send.',
  ),
  sendMany('telerivet.sendMessages', '/v1/projects/{project_id}/messages/send_batch'),
  sendMany('telerivet.sendMessagesOutgoing', '/v1/projects/{project_id}/messages/outgoing_batch'),
]
