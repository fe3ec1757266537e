import type { Attached } from '../../../core/network/attached.ts'
import { messageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import type { Contact } from '../contacts/contact.ts'
import { countMessage } from '../contacts/count-message.ts'
import type { Vars } from '../dialect/vars.ts'
import type { Phone } from '../phones/phone.ts'
import type { Project } from '../projects/project.ts'
import { type Message, type MessageExtra, messages, partsOf } from './message.ts'
import { destinationOf, planOf } from './sending-plans.ts'

/** What is known of a message that nothing speaks against any more. */
export interface Outgoing {
  phone: Phone
  to_number: string
  message_type: Message['message_type']
  content: string | null
  source: Message['source']
  priority: number
  simulated: boolean
  vars: Vars
  extra: MessageExtra | null
}

/** A message that is not there yet. */
export type MessageDraft = Message & { sequence: 0 }

/** A message as it would be. */
export function draftMessage(
  world: World,
  project: Project,
  id: string,
  contact: Contact | undefined,
  outgoing: Outgoing,
): MessageDraft {
  const { phone } = outgoing
  const now = Math.floor(world.now / 1000)
  return {
    id,
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
    vars: outgoing.vars,
    priority: outgoing.priority,
    num_parts: partsOf(outgoing),
    phone_id: phone.id,
    contact_id: contact ? contact.id : null,
    delivery: null,
    extra: outgoing.extra,
  }
}

/** Puts a message in the queue of its phone. */
export function sendOut(world: World, draft: MessageDraft, contact: Contact | undefined, phone: Phone): Message {
  const message = world.collection(messages).insert(draft)
  if (contact) countMessage(world, contact, message)
  const entry = world.publish(messageCreated, {
    provider: 'telerivet',
    message: message.id,
    direction: 'outbound',
    from: message.from_number,
    to: message.to_number,
    text: message.content ?? '',
  })
  world.journal.within(entry.id, () => submit(world, message, phone))
  return message
}

/** Hands a message to the network; while its phone is paused it waits, unless the phone is not to be touched anyway. */
export function submit(world: World, message: Message, phone: Phone): void {
  const delivery = world.deliveries.submit(
    {
      provider: 'telerivet',
      message: message.id,
      from: phone.phone_number,
      to: destinationOf(message),
      text: message.content ?? '',
      attached: attachedOf(message),
    },
    { plan: planOf(message), hold: phone.send_paused && !message.simulated },
  )
  message.delivery = delivery.id
}

/** What a person sees besides the text; in an SMS the addresses of files are a part of it. */
function attachedOf({ message_type, extra }: Message): Attached | undefined {
  if (message_type === 'sms' || !extra?.media) return undefined
  return {
    media: extra.media.map(({ url, type }) => ({
      ...(url !== null && { url }),
      ...(type !== null && { content_type: type }),
    })),
  }
}
