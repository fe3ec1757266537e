import type { World } from '../../../core/world.ts'
import { SOMEBODY } from '../../../http/example.ts'
import { Problem } from '../../../http/problem.ts'
import { contactByIdentity } from '../contacts/find-contact.ts'
import { isLongerThan } from '../dialect/fields.ts'
import { uuidOf } from '../dialect/ids.ts'
import { LIMITS } from '../dialect/limits.ts'
import { formatTime, parseTime } from '../dialect/times.ts'
import { type Message, messageRows } from '../messages/message.ts'
import { dateMessage } from '../messages/receive-message.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import type { Channel } from './channel.ts'
import { type Action, type Given, words } from './gateway-form.ts'
import { senderAddress } from './sender-address.ts'
import { senderUrn } from './sender-urn.ts'

export const receive: Action = {
  summary: 'An aggregator hands in a message that a person wrote to the channel.',
  parameters: {
    from: words('The number of the person.'),
    sender: words('The same under another name.'),
    text: words('The message.'),
    date: words('When it was written, RFC 3339.'),
    time: words('The same under another name.'),
  },
  example: () => ({ from: SOMEBODY, text: 'When do you open?' }),
  take,
}

/** Copies that come within this time are one message that was handed in twice. */
const DUPLICATE_MICROS = 4_000_000

/** Of two names for one thing the first that is there counts, even if it is empty. */
function take(
  world: World,
  channel: Channel,
  { from, sender, text: written = '', date, time }: Given,
): [string, Record<string, unknown>] {
  const person = from ?? sender
  if (!person) throw new Problem('invalid', "must have one of 'sender' or 'from' set")
  const writtenOn = timeOf(date ?? time)
  const address = senderAddress(person, channel)
  const text = textOf(written)
  const urn = senderUrn(address, channel)!
  const message = copyOf(world, urn, channel, text) ?? store(world, address, urn, channel, text, writtenOn)
  return [
    'Message Accepted',
    {
      type: 'msg',
      channel_uuid: channel.id,
      msg_uuid: uuidOf(Number(message.id), workspaceOf(world).message_uuids),
      text,
      urn,
      received_on: formatTime(writtenOn ?? message.created_on),
    },
  ]
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** @throws Problem */
function timeOf(written: string | undefined): number | null {
  if (!written) return null
  const micros = RFC_3339.test(written) ? parseTime(written) : undefined
  if (micros === undefined) throw new Problem('invalid', 'invalid date format, must be RFC 3339')
  return micros
}

/** The platform's database holds no NUL, so the gateway leaves them out. @throws Problem */
function textOf(written: string): string {
  if (isLongerThan(LIMITS.incoming, written))
    throw new Problem('invalid', `text has more than ${LIMITS.incoming} characters`)
  return written.replaceAll('\0', '')
}

/** The message of which this is a copy, if it is one. */
function copyOf(world: World, urn: string, { id }: Channel, text: string): Message | undefined {
  const message = lastFrom(world, urn)
  return message?.text === text && message.channel === id && world.now * 1000 - message.created_on < DUPLICATE_MICROS
    ? message
    : undefined
}

function store(
  world: World,
  address: string,
  urn: string,
  channel: Channel,
  text: string,
  writtenOn: number | null,
): Message {
  world.receive(address, channel.address, text)
  return dateMessage(world, lastFrom(world, urn)!, writtenOn)
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
