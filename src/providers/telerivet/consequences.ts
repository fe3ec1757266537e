import { type Consequence, when } from '../../core/consequences.ts'
import { deliveryChanged, messageInbound } from '../../core/network/events.ts'
import type { WebhookCall } from '../../http/webhook-call.ts'
import { onDeliveryChanged, onMessageInbound } from './webhooks.ts'

/** What follows from which event, from the first to the last. */
export const consequences: readonly Consequence<WebhookCall>[] = [
  when(deliveryChanged, onDeliveryChanged),
  when(messageInbound, onMessageInbound),
]
