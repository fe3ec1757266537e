import { Type } from '@sinclair/typebox'
import type { World } from '../../../core/world.ts'
import type { Call } from '../../../http/call.ts'
import type { Endpoint, Method } from '../../../http/endpoint.ts'
import { type Issue, Problem, invalid } from '../../../http/problem.ts'
import { changeContact } from '../contacts/change-contact.ts'
import { contactByIdentity } from '../contacts/find-contact.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { type BodyField, optional, value } from '../dialect/fields.ts'
import { uuidOf } from '../dialect/ids.ts'
import { formatTime, moment, parseTime } from '../dialect/times.ts'
import { validUrn } from '../dialect/urns.ts'
import { type Message, messageRows } from '../messages/message.ts'
import { report } from '../messages/report-status.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { type Channel, channelRows } from './channel.ts'

const words = (description: string): BodyField<string | undefined> =>
  optional(value(Type.String({ description }), (raw) => (typeof raw === 'string' ? raw : JSON.stringify(raw))))

interface Given {
  [name: string]: string | undefined
}

interface Action {
  summary: string
  parameters: Record<string, BodyField<string | undefined>>
  /** What is told of it in the answer: a heading and one entry. */
  take: (world: World, channel: Channel, given: Given) => [heading: string, entry: Record<string, unknown>]
}

const sender = { from: words('The number of the person.'), sender: words('The same under another name.') }

/** What an aggregator tells an external channel: texts that came in, and how those that went out fared. */
const ACTIONS: Readonly<Record<string, Action>> = {
  receive: {
    summary: 'An aggregator hands in a message that a person wrote to the channel.',
    parameters: {
      ...sender,
      text: words('The message.'),
      date: words('When it was written, RFC 3339.'),
      time: words('The same under another name.'),
    },
    take: receive,
  },
  sent: status('sent', 'S'),
  delivered: status('delivered', 'D'),
  failed: status('failed', 'F'),
  stopped: { summary: 'An aggregator says that a person wants no more messages.', parameters: sender, take: stop },
}

const answer = Type.Object(
  { message: Type.String(), data: Type.Array(Type.Record(Type.String(), Type.Unknown())) },
  { additionalProperties: false, title: 'GatewayAnswer' },
)

/** Parameters may come in the query or in a form; no credentials are needed but the channel's uuid. */
function asEndpoint(name: string, { summary, parameters, take }: Action, method: Method): Endpoint {
  return endpoint({
    id: `rapidpro.channel${name[0]!.toUpperCase()}${name.slice(1)}${method === 'get' ? 'ByGet' : ''}`,
    method,
    path: `/c/ex/{channel}/${name}`,
    summary,
    tag: 'External channel',
    query: parameters,
    ...(method === 'post' && {
      body: parameters,
      bodyMedia: ['application/x-www-form-urlencoded', 'multipart/form-data'],
    }),
    returns: answer,
    manners: { open: true, formsOnly: true },
    handle: (call) => {
      const [message, entry] = take(call.found!, channelOf(call), { ...call.query, ...(call.body as Given) })
      return { message, data: [entry] }
    },
  })
}

function channelOf({ found, params }: Call): Channel {
  const channel = found && channelRows(found).get(params['channel']!)
  if (!channel) throw new Problem('invalid', 'channel not found')
  return channel
}

/** @throws Problem */
function personOf({ from, sender: other }: Given, { country }: Channel): { urn: string; address: string } {
  const number = (from || other)?.trim()
  if (!number) throw new Problem('invalid', "must have one of 'sender' or 'from' set")
  if (SHORT_CODE.test(number)) return { urn: `tel:${number}`, address: number }
  const urn = validUrn(`tel:${number}`, country ?? '')
  if (!urn?.path.startsWith('+')) throw new Problem('invalid', 'not a possible number')
  return { urn: `tel:${urn.path}`, address: urn.path }
}

const SHORT_CODE = /^\d{3,6}$/

/** @throws Problem */
function timeOf({ date, time }: Given): number | null {
  const written = date || time
  if (!written) return null
  const micros = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(written)
    ? parseTime(written)
    : undefined
  if (micros === undefined) throw new Problem('invalid', 'invalid date format, must be RFC 3339')
  return micros
}

/** Copies that come within this time are one message that was handed in twice. */
const DUPLICATE_MICROS = 4_000_000

function receive(world: World, channel: Channel, given: Given): [string, Record<string, unknown>] {
  const { urn, address } = personOf(given, channel)
  const date = timeOf(given)
  const text = given['text'] ?? ''
  let message = lastFrom(world, urn)
  const isDuplicate =
    message &&
    message.text === text &&
    message.channel === channel.id &&
    world.now * 1000 - message.created_on < DUPLICATE_MICROS
  if (!isDuplicate) {
    world.receive(address, channel.address, text)
    message = lastFrom(world, urn)!
    messageRows(world).update(message, { sent_on: date })
  }
  return [
    'Message Accepted',
    {
      type: 'msg',
      channel_uuid: channel.id,
      msg_uuid: uuidOf(Number(message!.id), workspaceOf(world).message_uuids),
      text,
      urn,
      received_on: formatTime(date ?? message!.created_on),
    },
  ]
}

function lastFrom(world: World, urn: string): Message | undefined {
  const contact = contactByIdentity(world, urn)
  return (
    contact &&
    messageRows(world)
      .by('contact', contact.id)
      .findLast(({ direction }) => direction === 'in')
  )
}

function status(state: 'sent' | 'delivered' | 'failed', letter: string): Action {
  return {
    summary: `An aggregator reports a message as ${state}.`,
    parameters: { id: words('The number of the message.') },
    take: (world, channel, { id }) => {
      if (!id) throw new Problem('invalid', '', { issues: MISSING_ID })
      if (!/^\d{1,15}$/.test(id)) throw invalid('id', 'schema: error converting value for "id"')
      report(world, messageRows(world).get(String(Number(id))), channel.id, state)
      return [
        'Status Update Accepted',
        { type: 'status', channel_uuid: channel.id, status: letter, msg_id: Number(id) },
      ]
    },
  }
}

/** The gateway's validator speaks first, then the gateway. */
const MISSING_ID: readonly Issue[] = [
  {
    path: ['id'],
    rule: 'required',
    message: "Key: 'statusForm.ID' Error:Field validation for 'ID' failed on the 'required' tag",
  },
  { path: ['id'], rule: 'required', message: "field 'id' required" },
]

function stop(world: World, channel: Channel, given: Given): [string, Record<string, unknown>] {
  const { urn } = personOf(given, channel)
  const contact = contactByIdentity(world, urn)
  if (contact?.status === 'active') changeContact(world, contact, { status: 'stopped', groups: [] })
  return [
    'Event Accepted',
    {
      type: 'event',
      channel_uuid: channel.id,
      event_type: 'stop_contact',
      urn,
      received_on: formatTime(moment(world)),
    },
  ]
}

export const gatewayEndpoints: readonly Endpoint[] = Object.entries(ACTIONS).flatMap(([name, action]) => [
  asEndpoint(name, action, 'get'),
  asEndpoint(name, action, 'post'),
])
