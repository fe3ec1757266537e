import * as Type from 'typebox'
import { SOMEBODY, latest } from '../../../http/example.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { action, endpoint, getOne, query } from '../dialect/endpoints.ts'
import { idField, label, list, maybe, numberChoice, object, text, unlessBlank, webAddress } from '../dialect/fields.ts'
import { TIME, filter } from '../dialect/filters.ts'
import { idSchema, nullable, oneOf } from '../dialect/schemas.ts'
import { varsField } from '../dialect/vars.ts'
import { LONGEST_CONTENT } from '../messages/message.ts'
import { bulkType, textBody } from '../messages/text-body.ts'
import { STATUSES } from '../messages/words.ts'
import { statusOf, broadcasts } from './broadcast.ts'
import { broadcastResource } from './broadcast-view.ts'
import { cancelBroadcast } from './cancel-broadcast.ts'
import { sendBatch } from './send-batch.ts'
import { sendBroadcast } from './send-broadcast.ts'
import { sendMulti } from './send-multi.ts'

const recipients = {
  to_numbers: maybe(list(label(), { max: 500, description: 'Required where group_id is not set.' })),
  group_id: unlessBlank(idField('group', 'Required where to_numbers is not set.')),
}

/** One for each number; of a group one at least. */
const manyOf = ({ to_numbers = [''] }: { to_numbers?: readonly string[] | undefined }): number => to_numbers.length

const { service_id, audio_url, tts_lang, tts_voice, priority, ...manyBody } = textBody
const spoken = { service_id, audio_url, tts_lang, tts_voice }

const sendMany = (id: string, path: string) =>
  endpoint({
    id,
    method: 'post',
    path,
    summary: 'Sends a message to many; a retired forerunner of broadcasts.',
    tag: 'Broadcasts',
    permission: 'Send messages',
    makes: manyOf,
    body: { ...textBody, ...recipients },
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
    handle: ({ world, caller, body }) => sendBatch(world, caller.project, { ...body, user_id: caller.key.user_id }),
  })

/** What one can do with broadcasts, and how many are written to at once. */
export const broadcastEndpoints = [
  endpoint({
    id: 'telerivet.sendBroadcast',
    method: 'post',
    path: '/v1/projects/{project_id}/send_broadcast',
    summary: 'Sends a message to a group, or to up to 500 numbers.',
    description: 'Its messages are queued as the clock goes: 500 at once, and the next a second later.',
    tag: 'Broadcasts',
    permission: 'Send messages',
    makes: manyOf,
    body: {
      ...manyBody,
      ...spoken,
      ...recipients,
      message_type: bulkType,
      title: unlessBlank(label('By itself, the first few recipients.')),
      exclude_contact_id: unlessBlank(idField('contact', 'A member of the group who gets nothing.')),
    },
    returns: broadcastResource.view.schema,
    example: () => ({
      body: { to_numbers: [SOMEBODY, '+12065550102'], content: 'Hello [[contact.name]]!', replace_variables: true },
    }),
    handle: ({ world, caller, body }) =>
      broadcastResource.view.json(
        sendBroadcast(world, caller.project, { ...body, priority: 1, user_id: caller.key.user_id }, 'api'),
        world,
      ),
  }),
  endpoint({
    id: 'telerivet.sendMulti',
    method: 'post',
    path: '/v1/projects/{project_id}/send_multi',
    summary: 'Sends up to 100 different messages.',
    tag: 'Broadcasts',
    permission: 'Send messages',
    makes: ({ messages }) => messages.length,
    body: {
      ...manyBody,
      ...spoken,
      message_type: bulkType,
      priority,
      messages: list(
        object(
          {
            content: maybe(text('Required for text messages without media.', LONGEST_CONTENT)),
            to_number: label(),
            status_url: unlessBlank(webAddress('Instead of the one for all.')),
            status_secret: unlessBlank(text('Instead of the one for all.')),
            vars: varsField,
            priority: maybe(numberChoice([1, 2], 'Instead of the one for all.')),
          },
          'A message, and what it says for itself.',
        ),
        { min: 1, max: 100 },
      ),
      broadcast_id: unlessBlank(idField('broadcast', 'The broadcast that they become part of.')),
      broadcast_title: unlessBlank(label('Title of a new broadcast for them, without broadcast_id.')),
    },
    returns: Type.Object(
      {
        messages: Type.Array(
          Type.Object(
            {
              id: nullable(idSchema('message')),
              status: nullable(oneOf(STATUSES)),
              error_message: Type.Optional(Type.String()),
            },
            { additionalProperties: false },
          ),
          { description: 'In the order in which they were given; null for those of blocked contacts.' },
        ),
        broadcast_id: Type.Optional(idSchema('broadcast, where one was named')),
      },
      { additionalProperties: false },
    ),
    example: () => ({
      body: {
        messages: [
          { to_number: SOMEBODY, content: 'Your bags weigh 42 kilos.' },
          { to_number: '+12065550102', content: 'Your bags weigh 57 kilos.' },
        ],
        broadcast_title: 'Weights',
      },
    }),
    handle({ world, caller, body }) {
      const { messages, broadcast_id } = sendMulti(world, caller.project, { ...body, user_id: caller.key.user_id })
      const shown = messages.map((message) => {
        if (!message) return { id: null, status: null }
        const { id, status, extra } = message
        return extra?.error_message === undefined ? { id, status } : { id, status, error_message: extra.error_message }
      })
      return broadcast_id === undefined ? { messages: shown } : { messages: shown, broadcast_id }
    },
  }),
  query(broadcastResource, {
    id: 'telerivet.queryBroadcasts',
    path: '/v1/projects/{project_id}/broadcasts',
    summary: 'Lists the broadcasts of a project that every given filter keeps.',
    permission: 'View messages',
    filters: {
      time_created: filter(TIME, ['min', 'max'], { bare: false }),
      last_message_time: filter(TIME, ['min', 'max'], { bare: false }),
    },
    sorts: ['last_message_time'],
  }),
  getOne(broadcastResource, {
    id: 'telerivet.getBroadcast',
    path: '/v1/projects/{project_id}/broadcasts/{broadcast_id}',
    summary: 'Answers a broadcast.',
    permission: 'View messages',
  }),
  action(broadcastResource, {
    id: 'telerivet.cancelBroadcast',
    path: '/v1/projects/{project_id}/broadcasts/{broadcast_id}/cancel',
    summary: 'Cancels a broadcast that has not been sent completely yet.',
    description: 'No more messages are queued; those that wait are cancelled at the moment they would have been sent.',
    permission: 'Send messages',
    example: (world) => ({
      path: { broadcast_id: latest(world, broadcasts, (row) => ['queuing', 'sending'].includes(statusOf(row))) },
    }),
    act: (broadcast, { world }) => inSlicesOf(world, cancelBroadcast(world, broadcast)),
  }),
  sendMany('telerivet.sendMessages', '/v1/projects/{project_id}/messages/send_batch'),
  sendMany('telerivet.sendMessagesOutgoing', '/v1/projects/{project_id}/messages/outgoing_batch'),
]
