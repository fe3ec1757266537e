import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { createContact } from '../contacts/create-contact.ts'
import { refuseBeyondQuota } from '../organizations/message-quota.ts'
import type { Project } from '../projects/project.ts'
import { type Sending, checkSend, checkWay, makesContacts, outgoingOf } from './check-send.ts'
import { type MessageDraft, draftMessage } from './draft-message.ts'
import { type Message, partsOf } from './message.ts'
import { failTooLong, newIds, sendOut } from './send-out.ts'
import type { SendRequest } from './asked-text.ts'
import { type WrittenContent, writeContent } from './write-content.ts'

/** Sends one message. @throws Problem before anything is changed */
export function sendMessage(world: World, project: Project, request: SendRequest, source: Message['source']): Message {
  refuseBeyondQuota(world, project, 1)
  return sendToContact(world, project, request, checkSend(world, project, request), source)
}

/** Sends one of many that are on their way: it has failed where its content cannot be written for whoever gets it. @throws Problem where nothing can be sent to them */
export const sendOneOfMany = (
  world: World,
  project: Project,
  request: SendRequest,
  source: Message['source'],
): Message => sendToContact(world, project, request, checkWay(world, project, request), source)

function sendToContact(
  world: World,
  project: Project,
  request: SendRequest,
  sending: Sending,
  source: Message['source'],
): Message {
  if (sending.contact || !makesContacts(project, sending)) return sendChecked(world, project, request, sending, source)
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
  // Most go out as they were given.
  if (!request.replace_variables && !request.is_template && !request.track_clicks && !media)
    return sendOut(world, draft, phone)
  const scope = { message: draft, contact, phone, project, variables: request.variables }
  const written = tryWriting(() => writeContent(world, request, media, scope))
  return written ? sendOut(world, withContent(draft, written), phone) : failTooLong(world, draft, phone)
}

/** Undefined where it becomes too long, which is known of what the message itself or its broadcast says only now. */
function tryWriting(write: () => WrittenContent): WrittenContent | undefined {
  try {
    return write()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return undefined
  }
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
