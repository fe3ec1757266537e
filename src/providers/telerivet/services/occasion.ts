import type { World } from '../../../core/world.ts'
import { type Contact, contacts } from '../contacts/contact.ts'
import { type Message, messages } from '../messages/message.ts'
import type { ServiceRun } from './service-run.ts'

/** What a service is run for, as it is now. */
export interface Occasion {
  message: Message | undefined
  contact: Contact | undefined
}

/** Rows that may have gone since are undefined. */
export const occasionOf = (
  world: World,
  { message_id, contact_id }: Pick<ServiceRun, 'message_id' | 'contact_id'>,
): Occasion => ({
  message: message_id === null ? undefined : world.collection(messages).get(message_id),
  contact: contact_id === null ? undefined : world.collection(contacts).get(contact_id),
})

/** Who is at the other end of a message. */
export const otherNumber = ({ direction, from_number, to_number }: Message): string =>
  direction === 'incoming' ? from_number : to_number
