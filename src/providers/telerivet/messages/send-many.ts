import type { World } from '../../../core/world.ts'
import type { Contact } from '../contacts/contact.ts'
import { createContact } from '../contacts/create-contact.ts'
import { NO_ID } from '../contacts/draft-contact.ts'
import type { Project } from '../projects/project.ts'
import type { Sending } from './check-send.ts'
import type { Message } from './message.ts'
import { sendChecked } from './send-message.ts'
import type { SendRequest } from './asked-text.ts'

/** Sends several messages of one call, each as it was checked, the more urgent first; answers them in their order. */
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
  const sent = new Map<number, Message>()
  const priorityOf = (place: number): number => checked[place]![0].priority
  for (const place of [...checked.keys()].sort((a, b) => priorityOf(b) - priorityOf(a))) {
    const [request, sending] = checked[place]!
    const contact = sending.contact && whom(sending.contact)
    sent.set(place, sendChecked(world, project, request, { ...sending, contact }, source))
  }
  return checked.map((_one, place) => sent.get(place)!)
}
