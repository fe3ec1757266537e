import type { World } from '../../../core/world.ts'
import type { Contact } from '../contacts/contact.ts'
import { createContact } from '../contacts/create-contact.ts'
import { NO_ID } from '../contacts/draft-contact.ts'
import type { Project } from '../projects/project.ts'
import type { Sending } from './check-send.ts'
import type { Message } from './message.ts'
import { sendChecked } from './send-message.ts'
import type { SendRequest } from './asked-text.ts'

/** Sends several messages of one call, each as it was checked. */
export function sendMany(
  world: World,
  project: Project,
  checked: readonly (readonly [SendRequest, Sending])[],
  source: Message['source'],
): Message[] {
  const arrived = new Map<string, Contact>()
  const whom = (contact: Contact): Contact => {
    if (contact.id !== NO_ID) return contact
    const number = contact.phone_number!
    const known = arrived.get(number) ?? createContact(world, project, null, number)
    arrived.set(number, known)
    return known
  }
  return checked.map(([request, sending]) => {
    const contact = sending.contact && whom(sending.contact)
    return sendChecked(world, project, request, { ...sending, contact }, source)
  })
}
