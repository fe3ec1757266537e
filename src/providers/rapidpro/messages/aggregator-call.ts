import type { JsonObject } from '../../../core/json.ts'
import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { type Channel, channelRows } from '../channels/channel.ts'
import { type Values, fillTemplate } from '../channels/fill-template.ts'
import { splitText } from '../channels/split-text.ts'
import { uuidOf } from '../dialect/ids.ts'
import { pathOf } from '../dialect/urns.ts'
import { attachmentAddress } from '../media/attachment.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import type { Message } from './message.ts'

/** What a post to an aggregator is about. */
export interface Handed extends JsonObject {
  readonly delivery: string
  /** Which part of the message it carries, from 0. */
  readonly part: number
}

/** Whether that is what a call is about; calls of others are about other things, as are those of an edited snapshot. */
export const isHanded = (about: JsonObject | undefined): about is Handed =>
  typeof about?.['delivery'] === 'string' && Number.isSafeInteger(about['part'])

/** How long an aggregator may take, real milliseconds. */
const TIMEOUT = 30_000

/** The channel of a message whose aggregator is told of it; undefined where handsets stand in for one. */
export function aggregatedBy(world: World, { channel: id }: Message): Channel | undefined {
  const channel = id === null ? undefined : channelRows(world).get(id)
  return channel?.send ? channel : undefined
}

/** The post that carries one part of a message; undefined where it has no such part, or no aggregator. */
export function aggregatorCall(world: World, message: Message, { delivery, part }: Handed): OutboundCall | undefined {
  const channel = aggregatedBy(world, message)
  const send = channel?.send
  const parts = send && splitText(textWithFiles(world, message), send.max_length)
  if (!parts || part >= parts.length) return undefined
  const values = valuesFor(world, message, channel, parts[part]!)
  const replies = part === parts.length - 1 ? repliesOf(message) : []
  const carries = send.method !== 'GET'
  return {
    event: 'send',
    url: fillTemplate(send.url, values, replies),
    method: send.method,
    ...(carries && {
      body: { text: fillTemplate(send.body, values, replies, send.content_type), type: send.content_type },
    }),
    headers: { ...(!carries && { 'content-type': send.content_type }), ...sentOf(send.headers) },
    // Only what failed for a reason that may pass is tried again, and then from the first part on: see follow-answer.ts.
    retryAfter: [],
    success: 'any 2xx',
    timeout: TIMEOUT,
    about: { delivery, part },
  }
}

/** What the service's own client works out itself, whatever a channel says: Go's `net/http`, `Request.Write`. */
const WORKED_OUT: ReadonlySet<string> = new Set(['host', 'content-length', 'transfer-encoding', 'trailer'])

const sentOf = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !WORKED_OUT.has(name.toLowerCase())))

/** Files follow the text, each on a line of its own. */
const textWithFiles = (world: World, { text, extra }: Message): string =>
  [text, ...(extra?.attachments ?? []).map((attachment) => attachmentAddress(world, attachment))].join('\n')

const repliesOf = ({ extra }: Message): string[] =>
  (extra?.quick_replies ?? []).flatMap(({ type, text }) => (type === 'text' && text !== null ? [text] : []))

function valuesFor(world: World, { id, urn }: Message, { id: channel, address }: Channel, text: string): Values {
  const to = pathOf(urn!)
  return {
    id,
    uuid: uuidOf(Number(id), workspaceOf(world).message_uuids),
    text,
    to,
    to_no_plus: to.replace(/^\+/, ''),
    from: address,
    from_no_plus: address.replace(/^\+/, ''),
    channel,
    // No message belongs to a session of a flow yet.
    session_status: '',
  }
}
