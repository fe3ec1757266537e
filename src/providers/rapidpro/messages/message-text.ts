import type { World } from '../../../core/world.ts'
import { quote } from '../../../http/quote.ts'
import { channelRows } from '../channels/channel.ts'
import { contactRows } from '../contacts/contact.ts'
import { uuidOf } from '../dialect/ids.ts'
import { formatTime } from '../dialect/times.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { type Message, messageRows } from './message.ts'
import { DIRECTIONS, viewMessages } from './view-message.ts'

/**
 * Makes what shows a message as JSON text: what `JSON.stringify` gives of its view, several times as fast, because lists
 * of messages are nearly all that some clients ever ask for. Messages with anything unusual take the long way.
 */
export function writeMessages(world: World): (row: Message) => string {
  const { anon, message_uuids } = workspaceOf(world)
  const directions = DIRECTIONS[world.profile]
  const view = viewMessages(world)
  const contactText = latest(
    (uuid) => `{"uuid":"${uuid}","name":${quoteOrNull(contactRows(world).get(uuid)?.name ?? null)}}`,
  )
  const channelText = latest((uuid) => {
    const channel = channelRows(world).get(uuid)
    return channel ? `{"uuid":"${uuid}","name":${quote(channel.name)}}` : 'null'
  })
  return (row) => {
    if (row.extra !== null) return JSON.stringify(view(row))
    const created = formatTime(row.created_on)
    const modified = row.modified_on === row.created_on ? created : formatTime(row.modified_on)
    return (
      `{"id":${row.id},"uuid":"${uuidOf(Number(row.id), message_uuids)}","broadcast":${row.broadcast},` +
      `"contact":${contactText(row.contact)},"urn":${anon ? 'null' : quoteOrNull(row.urn)},` +
      `"channel":${row.channel === null ? 'null' : channelText(row.channel)},"direction":"${directions[row.direction]}",` +
      `"type":"text","status":"${row.status}","archived":false,"visibility":"visible","text":${quote(row.text)},` +
      `"labels":[],"flow":null,"attachments":[],"quick_replies":[],"created_on":"${created}",` +
      `"sent_on":${row.sent_on === null ? 'null' : `"${formatTime(row.sent_on)}"`},"modified_on":"${modified}","media":null}`
    )
  }
}

/** The same, remembered for the lists to come. Whoever renames a contact has these texts forgotten. */
export function rememberMessages(world: World): (row: Message) => string {
  const write = writeMessages(world)
  const rows = messageRows(world)
  return workspaceOf(world).anon ? write : (row) => rows.textOf(row, write)
}

/** Remembers the last text made: neighbours in a list mostly have the same contact and channel. */
function latest(make: (uuid: string) => string): (uuid: string) => string {
  let uuid: string | undefined
  let text = ''
  return (wanted) => {
    if (wanted !== uuid) {
      uuid = wanted
      text = make(wanted)
    }
    return text
  }
}

const quoteOrNull = (text: string | null): string => (text === null ? 'null' : quote(text))
