import { type MessageInbound, messageCreated } from '../../../core/network/events.ts'
import { segmentsOf } from '../../../core/network/segments.ts'
import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { countryOf } from '../numbers/country.ts'
import { numbers } from '../numbers/number.ts'
import { inboundWebhook, listenerOf } from '../webhooks/inbound-webhook.ts'
import { messages } from './message.ts'
import { obeyIntent } from './obey-intent.ts'
import { intentOf } from './opt-out.ts'

/** Records a message that a number received, and tells the application that listens to it. */
export function receiveMessage(event: MessageInbound, world: World): OutboundCall[] {
  const number = world.collection(numbers).get(event.route)
  if (!number) return []
  const from = event.from.replace(/^\+/, '')
  const { application, powerpack } = listenerOf(world, number)
  const row = world.collection(messages).insert({
    id: world.random.uuid('plivo.message'),
    sequence: 0,
    owner: number.owner,
    direction: 'inbound',
    state: 'received',
    type: 'sms',
    from,
    to: number.id,
    country: countryOf(number.id),
    units: segmentsOf(event.text).parts,
    time: world.clock.micros(),
    sentAt: null,
    updatedAt: null,
    errorCode: null,
    log: application?.log_incoming_messages === false ? 'false' : 'true',
    requester: '',
    callback: null,
    callbackMethod: 'POST',
    extra: powerpack ? { powerpack: powerpack.id } : null,
  })
  obeyIntent(world, intentOf(event.text), number.id, from)
  world.publish(messageCreated, {
    provider: 'plivo',
    message: row.id,
    direction: 'inbound',
    from: event.from,
    to: event.to,
    text: event.text,
  })
  return application && application.message_url !== '' ? [inboundWebhook(row, event.text, application, powerpack)] : []
}
