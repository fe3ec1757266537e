import { type DeliveryPlan, HAPPY_PATH } from '../../../core/network/delivery-plan.ts'
import type { Message } from './message.ts'

/** Telerivet's own test numbers, and what becomes of messages to them. */
const TEST_NUMBERS: ReadonlyMap<string, DeliveryPlan> = new Map<string, DeliveryPlan>([
  ['+15005550011', [{ after: 1000, state: 'failed', reason: 'unreachable' }]],
  ['+15005550012', HAPPY_PATH],
  [
    '+15005550013',
    [
      { after: 1000, state: 'sent' },
      { after: 2000, state: 'undelivered', reason: 'unreachable' },
    ],
  ],
  [
    '+15005550014',
    [
      { after: 1000, state: 'retrying', reason: 'network_error' },
      { after: 2000, state: 'sent' },
    ],
  ],
  ['+15005550015', [{ after: 1000, state: 'sent' }]],
])

/** A simulated message, a request of USSD, or a service to be run, is sent, and nothing more is ever heard of it. */
const SENT: DeliveryPlan = [{ after: 1000, state: 'sent' }]

/** Undefined where it goes as any other. */
export function planOf({
  to_number,
  simulated,
  message_type,
}: Pick<Message, 'to_number' | 'simulated' | 'message_type'>): DeliveryPlan | undefined {
  if (simulated || message_type === 'ussd' || message_type === 'service') return SENT
  return TEST_NUMBERS.get(to_number)
}

/** Where a message goes. No handset has the address of a simulated one, or of a service's, so it never reaches a person. */
export const destinationOf = ({
  to_number,
  simulated,
  message_type,
}: Pick<Message, 'to_number' | 'simulated' | 'message_type'>): string =>
  simulated ? `simulated:${to_number}` : message_type === 'service' ? `service:${to_number}` : to_number
