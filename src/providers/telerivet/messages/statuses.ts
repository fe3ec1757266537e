import type { DeliveryState, FailureReason } from '../../../core/network/delivery-state.ts'
import type { MessageStatus } from './words.ts'

/** What Telerivet calls the states of a delivery. */
export const STATUS_OF = {
  queued: 'queued',
  accepted: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'not_delivered',
  retrying: 'failed_queued',
  failed: 'failed',
  cancelled: 'cancelled',
} as const satisfies Record<DeliveryState, MessageStatus>

/** States in which a message says why it was not sent. */
export const HAS_ERROR: ReadonlySet<DeliveryState> = new Set(['retrying', 'failed', 'undelivered'])

/** "time_sent" is set once an attempt has been made, a failed one included: reports read it of failed messages too. */
export const SETS_TIME_SENT: ReadonlySet<DeliveryState> = new Set([
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'read',
])

/** What `error_message` says, by why the network did not take or deliver a message. */
export const ERROR_MESSAGES = {
  invalid_destination: 'Invalid destination number',
  unknown_subscriber: 'Unknown subscriber',
  unreachable: 'The destination is unreachable',
  carrier_refused: 'The carrier refused the message',
  network_error: 'Network error',
  no_route: 'No route to the destination',
  spam: 'The message was blocked as spam',
  loop: 'The message was blocked as part of a loop',
  too_long: 'The message is too long',
  opted_out: 'The recipient has opted out',
  expired: 'The message expired before it could be delivered',
  barred_country: 'Sending to this country is not enabled',
  no_credit: 'Not enough credit to send the message',
  unknown: 'Unknown error',
} as const satisfies Record<FailureReason, string>
