import * as Type from 'typebox'
import { viewOf } from '../../../http/view.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, nullable, oneOf, timeSchema } from '../dialect/schemas.ts'
import { NO_VARS, varsSchema } from '../dialect/vars.ts'
import { mediaOf } from '../messages/asked-text.ts'
import { mediaSchema } from '../messages/message-view.ts'
import { MESSAGE_TYPES, SOURCES, TTS_LANGUAGES, TTS_VOICES } from '../messages/words.ts'
import { type Broadcast, COUNTED, type Counted, broadcasts, messagesOf, statusOf } from './broadcast.ts'

const recipientSchema = Type.Object(
  {
    type: oneOf(['phone_number', 'group', 'filter']),
    phone_number: Type.Optional(Type.String()),
    group_id: Type.Optional(Type.String()),
    group_name: Type.Optional(Type.String()),
    filter_type: Type.Optional(Type.String()),
    filter_params: Type.Optional(Type.Object({}, { additionalProperties: true })),
  },
  { additionalProperties: false },
)

const countsSchema = Type.Object(
  Object.fromEntries(COUNTED.map((status) => [status, Type.Integer({ minimum: 0 })])) as Record<
    Counted,
    ReturnType<typeof Type.Integer>
  >,
  { additionalProperties: false, description: 'Messages by the status that they are in now.' },
)

/** Shared by all broadcasts without labels. */
const NO_LABELS: readonly string[] = Object.freeze([])

const isCall = ({ message_type }: Broadcast): boolean => message_type === 'call'

/** Whether a service answers for what happens; for texts a service_id means nothing. */
const isServed = (row: Broadcast): boolean => isCall(row) || row.message_type === 'service'

/** How a broadcast looks. */
const broadcastView = viewOf<Broadcast>()('Broadcast', {
  id: [idSchema('broadcast'), ({ id }) => id],
  recipients: [Type.Array(recipientSchema), ({ recipients }) => recipients],
  title: [Type.String(), ({ title }) => title],
  time_created: [timeSchema('When it was sent'), ({ time_created }) => time_created],
  last_message_time: [
    timeSchema('When the latest of its messages was queued'),
    ({ last_message_time }) => last_message_time,
  ],
  last_send_time: [
    nullable(timeSchema('When the latest of its messages was sent, or failed')),
    ({ last_send_time }) => last_send_time,
  ],
  status_counts: [countsSchema, ({ status_counts }) => status_counts],
  message_count: [Type.Integer({ description: 'Messages made so far, in any status.' }), messagesOf],
  estimated_count: [
    Type.Integer({ description: 'Messages expected when it was sent, those of blocked contacts included.' }),
    ({ estimated_count }) => estimated_count,
  ],
  num_parts: [
    Type.Integer({ description: 'SMS parts sent so far; those of queued and failed messages are not among them.' }),
    ({ num_parts }) => num_parts,
  ],
  message_type: [oneOf(MESSAGE_TYPES), ({ message_type }) => message_type],
  content: [nullable(Type.String()), ({ text }) => text.content ?? null],
  audio_url: [nullable(Type.String()), ({ text }) => text.audio_url ?? null],
  tts_lang: [nullable(oneOf(TTS_LANGUAGES)), (row) => (isCall(row) ? (row.text.tts_lang ?? null) : null)],
  tts_voice: [nullable(oneOf(TTS_VOICES)), (row) => (isCall(row) ? (row.text.tts_voice ?? null) : null)],
  replace_variables: [
    Type.Boolean({ description: 'Whether [[contact.name]] and the like are replaced.' }),
    ({ text }) => text.replace_variables || text.is_template,
  ],
  status: [oneOf(['queuing', 'sending', 'complete', 'cancelled']), statusOf],
  source: [oneOf(SOURCES), ({ source }) => source],
  simulated: [Type.Boolean(), ({ text }) => text.simulated],
  track_clicks: [nullable(Type.Boolean()), ({ text }) => text.track_clicks],
  clicked_count: [
    nullable(Type.Integer({ description: 'Messages of which a link was clicked; null without track_clicks.' })),
    ({ text, clicked_count }) => (text.track_clicks ? clicked_count : null),
  ],
  label_ids: [Type.Array(Type.String()), ({ text }) => text.label_ids ?? NO_LABELS],
  media: [nullable(Type.Array(mediaSchema)), ({ text }) => mediaOf(text) ?? null],
  vars: [varsSchema, ({ text }) => text.vars ?? NO_VARS],
  route_params: [nullable(Type.Object({}, { additionalProperties: true })), ({ text }) => text.route_params ?? null],
  price: [nullable(Type.Number({ description: 'What its messages cost, where that is known.' })), ({ price }) => price],
  price_currency: [nullable(Type.String()), ({ price_currency }) => price_currency],
  reply_count: [
    Type.Integer({ description: 'Messages that came in response to one of it.' }),
    ({ reply_count }) => reply_count,
  ],
  last_reply_time: [nullable(timeSchema('When the latest response came')), ({ last_reply_time }) => last_reply_time],
  route_id: [nullable(idSchema('phone or route that sends it')), ({ route_id }) => route_id],
  service_id: [
    nullable(idSchema('service that goes with it')),
    (row) => (isServed(row) ? (row.text.service_id ?? null) : null),
  ],
  user_id: [nullable(idSchema('user who sent it')), ({ user_id }) => user_id],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
})

export const broadcastResource: Resource<Broadcast> = {
  noun: 'broadcast',
  tag: 'Broadcasts',
  collection: broadcasts,
  view: broadcastView,
}
