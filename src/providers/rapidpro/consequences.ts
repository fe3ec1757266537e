import { type Consequence, when } from '../../core/consequences.ts'
import { deliveryChanged, messageInbound } from '../../core/network/events.ts'
import type { OutboundCall } from '../../http/outbound-call.ts'
import { receiveMessage } from './messages/receive-message.ts'
import { trackDelivery } from './messages/track-delivery.ts'

/** What follows from which event, from the first to the last. */
export const consequences: readonly Consequence<OutboundCall>[] = [
  when(deliveryChanged, trackDelivery),
  when(messageInbound, receiveMessage),
]
