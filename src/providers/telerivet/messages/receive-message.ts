import { messageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import { createContact } from '../contacts/create-contact.ts'
import { whose } from '../contacts/find-contact.ts'
import { newId } from '../dialect/ids.ts'
import { respell } from '../dialect/phone-numbers.ts'
import { NO_VARS, type Vars } from '../dialect/vars.ts'
import type { Phone } from '../phones/phone.ts'
import { type Project, projects } from '../projects/project.ts'
import { triggeredBy } from '../services/triggered.ts'
import { type MediaFile, type Message, type MessageExtra, messages, partsOf } from './message.ts'

/** What arrived at a phone. */
export interface Incoming {
  from_number: string
  to_number?: string | undefined
  content: string | null
  message_type?: Message['message_type'] | undefined
  source: Message['source']
  simulated?: boolean | undefined
  starred?: boolean | undefined
  vars?: Vars | undefined
  label_ids?: readonly string[] | undefined
  media?: readonly MediaFile[] | undefined
}

/** A message that a phone received; its sender becomes a contact, and the conversation with it active. */
export function receiveMessage(world: World, phone: Phone, incoming: Incoming): Message {
  const project = world.collection(projects).get(phone.project_id)!
  const { contact: known, number: from } = whose(world, project, incoming.from_number, phone.country)
  const contact = known ?? newcomer(world, project, from)
  const { message_type = 'sms' } = incoming
  const now = Math.floor(world.now / 1000)
  const rows = world.collection(messages)
  const arrived = { project_id: project.id, phone_id: phone.id, from_number: from, message_type }
  const message = rows.insert({
    id: newId(world, 'message'),
    sequence: 0,
    project_id: project.id,
    direction: 'incoming',
    status: triggeredBy(world, arrived).length > 0 ? 'processing' : 'received',
    message_type,
    source: incoming.source,
    time_created: now,
    time_sent: null,
    time_updated: now,
    from_number: from,
    to_number:
      incoming.to_number === undefined
        ? phone.phone_number
        : respell(phone.phone_number, incoming.to_number, phone.country),
    content: incoming.content,
    starred: incoming.starred ?? false,
    simulated: incoming.simulated ?? false,
    user_id: null,
    vars: incoming.vars ?? NO_VARS,
    priority: null,
    num_parts: partsOf({ message_type, content: incoming.content }),
    phone_id: phone.id,
    contact_id: contact ? contact.id : null,
    delivery: null,
    extra: extraOf(incoming),
  })
  world.publish(messageCreated, {
    provider: 'telerivet',
    message: message.id,
    direction: 'inbound',
    from: message.from_number,
    to: message.to_number,
    text: message.content ?? '',
  })
  // Its services may be done with it already.
  return rows.get(message.id)!
}

function extraOf({ label_ids, media }: Incoming): MessageExtra | null {
  if (!label_ids?.length && !media) return null
  return { ...(label_ids?.length && { label_ids: [...new Set(label_ids)] }), ...(media && { media }) }
}

/** "auto_create_contacts: if false, contacts will not be created automatically". */
const newcomer = (world: World, project: Project, number: string) =>
  project.auto_create_contacts ? createContact(world, project, null, number) : undefined
