import type { World } from '../../../core/world.ts'
import { createContact } from '../contacts/create-contact.ts'
import type { Project } from '../projects/project.ts'
import { type Sending, checkSend, outgoingOf } from './check-send.ts'
import { type MessageDraft, draftMessage } from './draft-message.ts'
import { type Message, partsOf } from './message.ts'
import { newIds, sendOut } from './send-out.ts'
import type { SendRequest } from './asked-text.ts'
import { type WrittenContent, writeContent } from './write-content.ts'

/** Sends one message. @throws Problem before anything is changed */
export function sendMessage(world: World, project: Project, request: SendRequest, source: Message['source']): Message {
  const sending = checkSend(world, project, request)
  if (sending.contact || !project.auto_create_contacts) return sendChecked(world, project, request, sending, source)
  const contact = createContact(world, project, null, sending.to_number)
  return sendChecked(world, project, request, { ...sending, contact }, source)
}

/** Sends what was checked, to a contact that is there. */
export function sendChecked(
  world: World,
  project: Project,
  request: SendRequest,
  sending: Sending,
  source: Message['source'],
): Message {
  const { phone, contact } = sending
  const draft = draftMessage(world, project, newIds(world), contact, outgoingOf(request, sending, source))
  const media = sending.message_type === 'sms' ? sending.media : undefined
  const written = writeContent(world, request, media, { message: draft, contact, phone, project })
  return sendOut(world, withContent(draft, written), phone)
}

function withContent(draft: MessageDraft, { content, short_urls }: WrittenContent): MessageDraft {
  if (content === draft.content && short_urls.length === 0) return draft
  const { message_type, extra } = draft
  return {
    ...draft,
    content,
    num_parts: partsOf({ message_type, content }),
    extra: short_urls.length === 0 ? extra : { ...extra, short_urls },
  }
}
