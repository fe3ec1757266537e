import { type Consequence, when } from '../../core/consequences.ts'
import { deliveryChanged, messageInbound } from '../../core/network/events.ts'
import type { OutboundCall } from '../../http/outbound-call.ts'
import { followDelivery } from './messages/follow-delivery.ts'
import { receiveMessage } from './messages/receive-message.ts'

/** What follows from which event, from the first to the last. */
export const consequences: readonly Consequence<OutboundCall>[] = [
  when(deliveryChanged, followDelivery),
  when(messageInbound, receiveMessage),
]
