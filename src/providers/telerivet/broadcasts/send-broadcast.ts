import { type PayloadOf, defineJob } from '../../../core/clock/job-kind.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { Problem, invalid } from '../../../http/problem.ts'
import { isDialable } from '../dialect/phone-numbers.ts'
import { checkText } from '../messages/check-send.ts'
import { sendMessage } from '../messages/send-message.ts'
import type { SendRequest, TextRequest } from '../messages/asked-text.ts'
import { type Project, projects } from '../projects/project.ts'
import { type Broadcast, broadcasts } from './broadcast.ts'
import { createBroadcast } from './create-broadcast.ts'
import { nextRecipients } from './next-recipients.ts'

/** A broadcast's next messages are queued. */
export const QUEUE = defineJob('telerivet.broadcast', { broadcast: kept.idOf('telerivet.broadcasts') })

/** So many messages are queued at a time, and the next after so many milliseconds. */
const BATCH = 500
const PAUSE = 1000

/** What a caller says of a broadcast. */
export interface BroadcastRequest extends TextRequest {
  to_numbers?: readonly string[] | undefined
  group_id?: string | undefined
  exclude_contact_id?: string | undefined
  title?: string | undefined
}

/** Sends a text to many: their messages are queued as the clock goes. @throws Problem before anything is changed */
export function sendBroadcast(
  world: World,
  project: Project,
  { to_numbers, group_id, exclude_contact_id, title, ...text }: BroadcastRequest,
  source: Broadcast['source'],
): Broadcast {
  if (group_id !== undefined) throw invalid('group_id', 'is not the ID of a group of this project')
  const { message_type } = checkText(world, project, text)
  const recipients = checkNumbers(to_numbers, text).map((phone_number) => ({
    type: 'phone_number' as const,
    phone_number,
  }))
  const estimated_count = recipients.length
  const asked = { text, message_type, recipients, title, estimated_count, source, exclude_contact_id }
  const broadcast = createBroadcast(world, project, { ...asked, stage: 'queuing' })
  world.clock.schedule(0, QUEUE.name, { broadcast: broadcast.id })
  return broadcast
}

/** @throws Problem where there is none, or one that nobody has */
export function checkNumbers(
  to_numbers: readonly string[] | undefined,
  { message_type }: Pick<TextRequest, 'message_type'>,
): readonly string[] {
  if (to_numbers === undefined || to_numbers.length === 0)
    throw invalid('to_numbers', 'is required where group_id is not set')
  const wrong = message_type === 'chat' ? -1 : to_numbers.findIndex((number) => !isDialable(number))
  if (wrong !== -1) throw invalid(['to_numbers', wrong], 'is not a phone number')
  return to_numbers
}

/** Broadcasts go their way by jobs, so many messages at a time. */
export function sendQueued(world: World): void {
  world.clock.register(QUEUE.name, ({ broadcast: id }: PayloadOf<typeof QUEUE>) => queueNext(world, id))
}

function queueNext(world: World, id: string): void {
  const rows = world.collection(broadcasts)
  const broadcast = rows.get(id)
  // "No additional messages will be queued" once it has been cancelled.
  if (broadcast?.stage !== 'queuing') return
  const project = world.collection(projects).get(broadcast.project_id)!
  const { whom, reached, last } = nextRecipients(world, project, broadcast, BATCH)
  const { text, source } = broadcast
  for (const one of whom) sendOne(world, project, { ...text, ...one, broadcast_id: id }, source)
  const now = rows.get(id)!
  rows.update(now, { reached, stage: last && now.stage === 'queuing' ? 'queued' : now.stage })
  if (!last) world.clock.schedule(PAUSE, QUEUE.name, { broadcast: id })
}

/** Whoever cannot be sent the text, having no number or a name that makes it too long, gets none. */
function sendOne(world: World, project: Project, request: SendRequest, source: Broadcast['source']): void {
  try {
    sendMessage(world, project, request, source)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}
