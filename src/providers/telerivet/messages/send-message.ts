import type { World } from '../../../core/world.ts'
import { createContact } from '../contacts/create-contact.ts'
import { newId } from '../dialect/ids.ts'
import type { Project } from '../projects/project.ts'
import { type SendRequest, checkSend, outgoingOf } from './check-send.ts'
import { type MessageDraft, draftMessage } from './draft-message.ts'
import { type Message, partsOf } from './message.ts'
import { sendOut } from './send-out.ts'
import { type WrittenContent, writeContent } from './write-content.ts'

/** Sends one message. @throws Problem before anything is changed */
export function sendMessage(world: World, project: Project, request: SendRequest, source: Message['source']): Message {
  const sending = checkSend(world, project, request)
  const { phone, to_number } = sending
  const contact =
    sending.contact ?? (project.auto_create_contacts ? createContact(world, project, null, to_number) : undefined)
  const draft = draftMessage(world, project, newId(world, 'message'), contact, outgoingOf(request, sending, source))
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
