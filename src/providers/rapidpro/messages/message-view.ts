import * as Type from 'typebox'
import { jsonList } from '../../../http/json-text.ts'
import { viewOf } from '../../../http/view.ts'
import { channels } from '../channels/channel.ts'
import { contacts } from '../contacts/contact.ts'
import { orNull } from '../dialect/endpoints.ts'
import { uuidOf } from '../dialect/ids.ts'
import { NONE, contactRef, instant, objectRef, quickReply } from '../dialect/links.ts'
import { formatTime, formatTimeOrNull } from '../dialect/times.ts'
import { labels } from '../labels/label.ts'
import { attachmentIn, attachmentText } from '../media/attachment.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import type { Message } from './message.ts'
import { STATUSES } from './statuses.ts'

const oneOf = <const W extends readonly string[]>(words: W, description?: string) =>
  Type.Unsafe<W[number]>({ type: 'string', enum: [...words], ...(description !== undefined && { description }) })

const attachmentSchema = Type.Object(
  { content_type: Type.String(), url: Type.String() },
  { additionalProperties: false, title: 'Attachment' },
)

/** The words on the wire, and those of the documentation's text. */
const DIRECTIONS = {
  actual: { in: 'in', out: 'out' },
  documented: { in: 'incoming', out: 'outgoing' },
} as const

/** How a message looks to somebody who finds the bucket at an address. */
export const messageView = viewOf<Message, string>()('Message', {
  id: [Type.Integer(), ({ id }) => Number(id)],
  uuid: [Type.String({ format: 'uuid' }), ({ id }, world) => uuidOf(Number(id), workspaceOf(world).message_uuids)],
  broadcast: [orNull(Type.Integer({ description: 'The broadcast that it is part of.' })), ({ broadcast }) => broadcast],
  contact: [
    contactRef.schema,
    ({ contact }, world) => contactRef.json(world.collection(contacts).get(contact)!, world),
  ],
  urn: [orNull(Type.String()), ({ urn }, world) => (workspaceOf(world).anon ? null : urn)],
  channel: [
    orNull(objectRef.schema),
    (row, world) => {
      const channel = row.channel === null ? undefined : world.collection(channels).get(row.channel)
      return channel ? objectRef.json(channel, world) : null
    },
  ],
  direction: [
    oneOf(
      ['in', 'out', 'incoming', 'outgoing'],
      'in or out; a world with the profile `documented` says incoming or outgoing.',
    ),
    ({ direction }, { profile }) => DIRECTIONS[profile][direction],
  ],
  type: [oneOf(['text', 'optin', 'voice']), 'text'],
  status: [oneOf(STATUSES), ({ status }) => status],
  archived: [Type.Boolean({ description: 'Deprecated: see `visibility`.' }), ({ extra }) => extra?.archived ?? false],
  visibility: [
    orNull(oneOf(['visible', 'archived'], 'Null once it is deleted.')),
    ({ extra }) => (extra?.deleted ? null : extra?.archived ? 'archived' : 'visible'),
  ],
  text: [Type.String(), ({ text }) => text],
  labels: [
    Type.Array(objectRef.schema),
    ({ extra }, world) =>
      extra?.labels
        ? jsonList(extra.labels.map((id) => objectRef.json(world.collection(labels).get(id)!, world)))
        : NONE,
  ],
  flow: [orNull(objectRef.schema), null],
  attachments: [
    Type.Array(attachmentSchema),
    ({ extra }, _world, bucket) => extra?.attachments?.map((one) => attachmentIn(bucket, one)) ?? NONE,
  ],
  quick_replies: [Type.Array(quickReply), ({ extra }) => extra?.quick_replies ?? NONE],
  created_on: [instant('When it was created.'), ({ created_on }) => formatTime(created_on)],
  sent_on: [
    orNull(instant('When the channel took it, or said that it was sent.')),
    ({ sent_on }) => formatTimeOrNull(sent_on),
  ],
  modified_on: [instant('When it last changed.'), ({ modified_on }) => formatTime(modified_on)],
  media: [
    orNull(Type.String({ description: 'Deprecated: the first attachment.' })),
    ({ extra }, _world, bucket) => (extra?.attachments ? attachmentText(bucket, extra.attachments[0]!) : null),
  ],
})
