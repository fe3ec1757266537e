import type { World } from '../../../core/world.ts'
import type { Contact } from '../contacts/contact.ts'
import type { Vars } from '../dialect/vars.ts'
import type { Phone } from '../phones/phone.ts'
import type { Project } from '../projects/project.ts'
import { type Message, type MessageExtra, partsOf } from './message.ts'

/** What is known of a message that nothing speaks against any more. */
export interface Outgoing {
  phone: Phone
  to_number: string
  message_type: Message['message_type']
  content: string | null
  source: Message['source']
  priority: number
  simulated: boolean
  /** Who sends it, where somebody does. */
  user_id: string | null
  vars: Vars
  extra: MessageExtra | null
}

/** A message that is not there yet. */
export type MessageDraft = Message & { sequence: 0 }

/** What a message and its delivery are called. */
export interface MessageIds {
  message: string
  delivery: string
}

/** A message as it would be. */
export function draftMessage(
  world: World,
  project: Project,
  ids: MessageIds,
  contact: Contact | undefined,
  outgoing: Outgoing,
): MessageDraft {
  const { phone } = outgoing
  const now = Math.floor(world.now / 1000)
  return {
    id: ids.message,
    sequence: 0,
    project_id: project.id,
    direction: 'outgoing',
    status: 'queued',
    message_type: outgoing.message_type,
    source: outgoing.source,
    time_created: now,
    time_sent: null,
    time_updated: now,
    from_number: phone.phone_number,
    to_number: outgoing.to_number,
    content: outgoing.content,
    starred: false,
    simulated: outgoing.simulated,
    user_id: outgoing.user_id,
    vars: outgoing.vars,
    priority: outgoing.priority,
    num_parts: partsOf(outgoing),
    phone_id: phone.id,
    contact_id: contact ? contact.id : null,
    delivery: ids.delivery,
    extra: outgoing.extra,
  }
}
