import type { DeliveryReported } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { webhookCall } from '../dialect/webhook.ts'
import { messageMoved, serviceDue } from './events.ts'
import { projects } from '../projects/project.ts'
import { ERROR_MESSAGES, HAS_ERROR, SETS_TIME_SENT, STATUS_OF } from './statuses.ts'
import { phones } from '../phones/phone.ts'
import { type Message, messages } from './message.ts'
import { messageResource } from './message-view.ts'
import { talkOf } from './tariff.ts'

const NOTHING: OutboundCall[] = []

/** A phone reports of a delivery: its message shows it, and its status URL is told. */
export function followDelivery(event: DeliveryReported, world: World): OutboundCall[] {
  const rows = world.collection(messages)
  const message = rows.get(event.message)
  if (!message || (message.delivery !== null && message.delivery !== event.delivery)) return NOTHING
  const status = STATUS_OF[event.state]
  // Not every state has a status of its own.
  if (status === message.status && !event.again) return NOTHING
  const now = Math.floor(world.now / 1000)
  const next = rows.replace(message, {
    id: message.id,
    sequence: message.sequence,
    project_id: message.project_id,
    direction: message.direction,
    status,
    message_type: message.message_type,
    source: message.source,
    time_created: message.time_created,
    time_sent: SETS_TIME_SENT.has(event.state)
      ? (message.time_sent ?? now)
      : event.state === 'queued'
        ? null
        : message.time_sent,
    time_updated: now,
    from_number: message.from_number,
    to_number: message.to_number,
    content: message.content,
    starred: message.starred,
    simulated: message.simulated,
    user_id: message.user_id,
    vars: message.vars,
    priority: message.priority,
    num_parts: message.num_parts,
    phone_id: message.phone_id,
    contact_id: message.contact_id,
    delivery: message.delivery,
    extra:
      message.message_type === 'call' || HAS_ERROR.has(event.state) || message.extra?.error_message !== undefined
        ? extraOf(event, message, world)
        : message.extra,
  })
  const broadcast = next.extra?.broadcast_id
  if (broadcast !== undefined && status !== message.status)
    world.publish(messageMoved, { provider: 'telerivet', message: next.id, broadcast, was: message.status, status })
  const service = next.extra?.service_id
  if (next.message_type === 'service' && status === 'sent' && service !== undefined && !next.simulated)
    world.publish(serviceDue, { provider: 'telerivet', message: next.id, service })
  const receiver = receiverOf(next, world)
  return receiver ? [statusCall(receiver, next, world)] : NOTHING
}

/** Who is told of a message: its own status URL, "or the project's, where it has none". */
function receiverOf({ extra, project_id }: Message, world: World): Receiver | undefined {
  if (extra?.status_url !== undefined) return { url: extra.status_url, secret: extra.status_secret }
  return world.collection(projects).get(project_id)!.status_webhook
}

interface Receiver {
  url: string
  secret?: string | undefined
}

function extraOf({ state, reason }: DeliveryReported, message: Message, world: World): Message['extra'] {
  const { error_message: _before, ...others } = message.extra ?? {}
  const talk =
    message.message_type === 'call' && (state === 'delivered' || state === 'undelivered')
      ? talkOf(message, state, Math.floor(world.now / 1000), world.collection(phones).get(message.phone_id))
      : {}
  return { ...others, ...talk, ...(HAS_ERROR.has(state) && { error_message: ERROR_MESSAGES[reason ?? 'unknown'] }) }
}

/** "send_status": the message as it is now, and the secret that proves who posts. */
const statusCall = ({ url, secret }: Receiver, message: Message, world: World): OutboundCall =>
  webhookCall({
    event: 'send_status',
    url,
    values: messageResource.view.object(message, world),
    secret,
    queue: `telerivet:${message.id}`,
    about: { message: message.id },
  })
