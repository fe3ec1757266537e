import type { Static } from '@sinclair/typebox'
import type { World } from '../../../core/world.ts'
import { channelRows } from '../channels/channel.ts'
import { contactRows } from '../contacts/contact.ts'
import { uuidOf } from '../dialect/ids.ts'
import { NONE } from '../dialect/links.ts'
import { formatTime, formatTimeOrNull } from '../dialect/times.ts'
import { splitAttachment } from '../media/media.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import type { Message, messageSchema } from './message.ts'

/** The words on the wire, and those of the documentation's text. */
export const DIRECTIONS = {
  actual: { in: 'in', out: 'out' },
  documented: { in: 'incoming', out: 'outgoing' },
} as const

/** Makes what shows a message in this world. */
export function viewMessages(world: World): (row: Message) => Static<typeof messageSchema> {
  const { anon, message_uuids } = workspaceOf(world)
  const directions = DIRECTIONS[world.profile]
  const contacts = contactRows(world)
  const channels = channelRows(world)
  return (row) => {
    const number = Number(row.id)
    const channel = row.channel === null ? undefined : channels.get(row.channel)
    const attachments = row.extra?.attachments ?? NONE
    const archived = row.extra?.archived ?? false
    return {
      id: number,
      uuid: uuidOf(number, message_uuids),
      broadcast: row.broadcast,
      contact: { uuid: row.contact, name: contacts.get(row.contact)?.name ?? null },
      urn: anon ? null : row.urn,
      channel: channel ? { uuid: channel.id, name: channel.name } : null,
      direction: directions[row.direction],
      type: 'text',
      status: row.status,
      archived,
      visibility: archived ? 'archived' : 'visible',
      text: row.text,
      labels: NONE as never,
      flow: null,
      attachments: attachments.length === 0 ? (NONE as never) : attachments.map(splitAttachment),
      quick_replies: row.extra?.quick_replies ?? (NONE as never),
      created_on: formatTime(row.created_on),
      sent_on: formatTimeOrNull(row.sent_on),
      modified_on: formatTime(row.modified_on),
      media: attachments[0] ?? null,
    }
  }
}
