import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import type { Contact } from '../contacts/contact.ts'
import { createContact } from '../contacts/create-contact.ts'
import { NO_ID, draftNewcomer } from '../contacts/draft-contact.ts'
import { contactByNumber } from '../contacts/find-contact.ts'
import { newId } from '../dialect/ids.ts'
import { isDialable } from '../dialect/phone-numbers.ts'
import { countryOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { type SendRequest, type Sending, checkSend } from './check-send.ts'
import { sendChecked } from './send-message.ts'

interface BatchRequest extends Omit<SendRequest, 'to_number' | 'contact_id'> {
  to_numbers?: string[] | undefined
  group_id?: string | undefined
}

/**
 * Sends one text to many, as the retired forerunners of broadcasts did; contacts to whom sending is blocked are passed
 * over. Only what goes to two or more is a broadcast. What was checked is what is sent: all recipients are looked up
 * before any is written to. @throws Problem before anything is changed
 */
export function sendBatch(
  world: World,
  project: Project,
  { to_numbers, group_id, ...request }: BatchRequest,
): { count_queued: number; broadcast_id: string | null } {
  if (group_id !== undefined) throw invalid('group_id', 'is not the ID of a group of this project')
  if (to_numbers === undefined) throw invalid('to_numbers', 'is required where group_id is not set')
  const wrong = request.message_type === 'chat' ? -1 : to_numbers.findIndex((number) => !isDialable(number))
  if (wrong !== -1) throw invalid(['to_numbers', wrong], 'is not a phone number')
  const country = countryOf(world, project)
  const recipients = to_numbers.filter((number) => !contactByNumber(world, project, number, country)?.send_blocked)
  const sendings = checkAll(world, project, request, recipients)

  const broadcast_id = sendings.length > 1 ? newId(world, 'broadcast') : null
  const arrived = new Map<string, Contact>()
  const whom = (contact: Contact): Contact => {
    if (contact.id !== NO_ID) return contact
    const number = contact.phone_number!
    const known = arrived.get(number) ?? createContact(world, project, null, number)
    arrived.set(number, known)
    return known
  }
  for (const sending of sendings) {
    const contact = sending.contact && whom(sending.contact)
    sendChecked(world, project, { ...request, broadcast_id }, { ...sending, contact }, 'api')
  }
  return { count_queued: sendings.length, broadcast_id }
}

/** Two spellings of a number that nobody has yet are one newcomer, as they would be if they were written to one by one. */
function checkAll(
  world: World,
  project: Project,
  request: Omit<SendRequest, 'to_number'>,
  recipients: readonly string[],
): Sending[] {
  const newcomers = new Map<string, Contact[]>()
  return recipients.map((to_number) => {
    const sending = checkSend(world, project, { ...request, to_number }, newcomers)
    if (sending.contact || !project.auto_create_contacts) return sending
    const contact = draftNewcomer(world, project, sending.to_number)
    const alike = newcomers.get(contact.suffix!)
    if (alike) alike.push(contact)
    else newcomers.set(contact.suffix!, [contact])
    return { ...sending, contact }
  })
}
