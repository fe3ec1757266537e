import type { DeliveryState, FailureReason } from '../../../core/network/delivery-state.ts'
import { CODE_OF, NO_ERROR } from './error-codes.ts'
import type { Message, MessageState, MessageType } from './message.ts'

/** What Plivo calls the states of a delivery. It has no word for what happens before a carrier takes the message. */
const STATES = {
  queued: 'queued',
  accepted: 'queued',
  retrying: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'undelivered',
  failed: 'failed',
  cancelled: 'failed',
} as const satisfies Record<DeliveryState, MessageState>

/** The states that a message reaches only by way of `sent`. */
export const COMES_AFTER_SENT: Readonly<Partial<Record<MessageState, true>>> = { delivered: true, undelivered: true }

/** Which callback of its message a state's is. */
export const PLACE: Readonly<Partial<Record<MessageState, number>>> = {
  queued: 1,
  sent: 2,
  failed: 2,
  delivered: 3,
  undelivered: 3,
  read: 4,
}

/** Only WhatsApp tells that a message was read. */
export const stateOf = (state: DeliveryState, type: MessageType): MessageState =>
  state === 'read' && type !== 'whatsapp' ? 'delivered' : STATES[state]

export function errorOf(state: MessageState, reason: FailureReason | null): Message['errorCode'] {
  if (state === 'delivered' || state === 'read') return NO_ERROR
  return state === 'failed' || state === 'undelivered' ? CODE_OF[reason ?? 'unknown'] : null
}
