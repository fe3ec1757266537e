import type { World } from '../../../core/world.ts'
import { digitsOf } from '../../../standards/e164.ts'
import type { Message } from '../messages/message.ts'
import { eventsIn } from './invocation.ts'
import { type Service, services } from './service.ts'

/** What of a message decides which services it triggers. */
type Arrived = Pick<Message, 'project_id' | 'phone_id' | 'from_number' | 'message_type'>

/** The services that an incoming message triggers, "smaller priority numbers first". */
export function triggeredBy(world: World, message: Arrived): Service[] {
  const all = world.collection(services)
  if (all.size === 0) return NONE
  return all
    .by('project_id', message.project_id)
    .filter((service) => handles(service, message))
    .sort((a, b) => a.priority - b.priority || a.sequence - b.sequence)
}

const NONE: Service[] = []

const handles = (service: Service, message: Arrived): boolean =>
  service.active &&
  isFor(service, message) &&
  (service.phone_ids?.includes(message.phone_id) ?? true) &&
  (service.message_types?.some((type) => isOfType(message, type)) ?? true) &&
  (service.contact_number_filter !== 'long_number' || isLong(message.from_number))

/** A call is an incoming message as any other, and a call as well. */
const isFor = (service: Service, { message_type }: Arrived): boolean =>
  eventsIn(service, 'message').includes('incoming_message') ||
  (message_type === 'call' &&
    eventsIn(service, 'call').includes('incoming_call') &&
    service.direction !== 'outgoing') ||
  (message_type === 'ussd_session' && eventsIn(service, 'ussd_session').includes('incoming_ussd_session'))

const isOfType = ({ message_type }: Arrived, type: string): boolean =>
  type === 'text' ? TEXTS.has(message_type) : type === message_type

const TEXTS: ReadonlySet<Message['message_type']> = new Set(['sms', 'mms', 'chat'])

/** "At least 7 digits, ignoring messages from shortcodes and alphanumeric senders." */
const isLong = (number: string): boolean => (digitsOf(number)?.length ?? 0) >= 7
