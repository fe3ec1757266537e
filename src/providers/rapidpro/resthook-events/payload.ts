import type { JsonObject } from '../../../core/json.ts'
import type { World } from '../../../core/world.ts'
import { type Channel, channelRows } from '../channels/channel.ts'
import { type Contact, contactRows } from '../contacts/contact.ts'
import { uuidOf } from '../dialect/ids.ts'
import { formatTime } from '../dialect/times.ts'
import { identityOfStored, parseUrn } from '../dialect/urns.ts'
import { flowRows } from '../flows/flow.ts'
import { attachmentAddress } from '../media/attachment.ts'
import { type Message, messageRows } from '../messages/message.ts'
import type { Run } from '../runs/run.ts'
import { workspaceOf } from '../workspace/workspace.ts'

/** What subscribers are told when a run reaches a resthook. */
export function payloadOf(world: World, run: Run): JsonObject {
  const contact = contactRows(world).get(run.contact)!
  const flow = flowRows(world).get(run.flow)!
  const { run_uuids } = workspaceOf(world)
  const input = run.responded ? lastFrom(world, run) : undefined
  const channel = input?.channel ? channelOf(channelRows(world).get(input.channel)!) : null
  return {
    contact: { uuid: contact.id, name: contact.name, urn: urnOf(world, contact), language: contact.language },
    flow: { uuid: flow.id, name: flow.name, revision: flow.revision },
    run: { uuid: uuidOf(Number(run.id), run_uuids), created_on: formatTime(run.created_on) },
    path: run.path.map(({ uuid, node, time, exit }) => ({
      uuid,
      node_uuid: node,
      arrived_on: formatTime(time),
      exit_uuid: exit ?? '',
    })),
    results: Object.fromEntries(
      Object.entries(run.values).map(([key, { name, value, category, node, input: said, time }]) => [
        key,
        {
          name,
          value,
          category: category ?? '',
          category_localized: category ?? '',
          node_uuid: node,
          input: said ?? '',
          created_on: formatTime(time),
        },
      ]),
    ),
    input: input ? inputOf(world, input, channel) : null,
    channel,
  }
}

function urnOf(world: World, { urns: [first] }: Contact): string | null {
  return first === undefined || workspaceOf(world).anon ? null : identityOfStored(first)
}

/** The last message that the contact wrote within the run. */
const lastFrom = (world: World, { contact, created_on }: Run): Message | undefined =>
  messageRows(world)
    .by('contact', contact)
    .findLast((message) => message.direction === 'in' && message.created_on >= created_on)

const channelOf = ({ id, name, address }: Channel) => ({ uuid: id, name, address })

function inputOf(world: World, message: Message, channel: JsonObject | null): JsonObject {
  const { scheme, path, display } = parseUrn(message.urn ?? '') ?? { scheme: '', path: '', display: null }
  return {
    uuid: uuidOf(Number(message.id), workspaceOf(world).message_uuids),
    type: 'msg',
    text: message.text,
    attachments: (message.extra?.attachments ?? []).map((one) => ({
      content_type: one.slice(0, one.indexOf(':')),
      url: attachmentAddress(world, one),
    })),
    channel,
    created_on: formatTime(message.created_on),
    urn: { scheme, path: workspaceOf(world).anon ? '********' : path, display: display ?? '' },
  }
}
