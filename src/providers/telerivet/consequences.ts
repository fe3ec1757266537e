import { type Consequence, when } from '../../core/consequences.ts'
import { deliveryChanged, messageCreated, messageInbound } from '../../core/network/events.ts'
import type { OutboundCall } from '../../http/outbound-call.ts'
import { countMessage, uncountMessage } from './contacts/count-message.ts'
import { contactChanged, contactDeleted } from './contacts/events.ts'
import { messageDeleted } from './messages/events.ts'
import { leaveContact } from './messages/leave-contact.ts'
import { pauseSending } from './messages/pause-sending.ts'
import { phoneChanged } from './phones/events.ts'
import { onDeliveryChanged, onMessageInbound } from './webhooks.ts'

/** The kinds of events of its own. */
export const events = [contactChanged, contactDeleted, messageDeleted, phoneChanged]

/** What follows from which event, from the first to the last. */
export const consequences: readonly Consequence<OutboundCall>[] = [
  when(messageInbound, onMessageInbound),
  when(messageCreated, countMessage),
  when(deliveryChanged, onDeliveryChanged),
  when(messageDeleted, uncountMessage),
  when(contactDeleted, leaveContact),
  when(phoneChanged, pauseSending),
]
