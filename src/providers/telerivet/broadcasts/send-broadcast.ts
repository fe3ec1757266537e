import { defineJob } from '../../../core/clock/job-kind.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { Problem, invalid } from '../../../http/problem.ts'
import { contacts } from '../contacts/contact.ts'
import { type Group, groupOf, membersOf } from '../groups/group.ts'
import { isDialable } from '../dialect/phone-numbers.ts'
import { checkText } from '../messages/check-send.ts'
import { sendOneOfMany } from '../messages/send-message.ts'
import type { SendRequest, TextRequest } from '../messages/asked-text.ts'
import { roomToday } from '../organizations/message-quota.ts'
import { type Project, projects } from '../projects/project.ts'
import { type Broadcast, type Recipient, broadcasts } from './broadcast.ts'
import { createBroadcast } from './create-broadcast.ts'
import { nextRecipients } from './next-recipients.ts'

/** A broadcast's next messages are queued. */
export const QUEUE = defineJob(
  'telerivet.broadcast',
  { broadcast: kept.idOf('telerivet.broadcasts') },
  { makesTexts: true },
)

/** So many messages are queued at a time, and the next after so many milliseconds. */
const BATCH = 500
const PAUSE = 1000

/** What a caller says of a broadcast. */
export interface BroadcastRequest extends TextRequest {
  to_numbers?: readonly string[] | undefined
  group_id?: string | undefined
  exclude_contact_id?: string | undefined
  title?: string | undefined
  user_id?: string | null | undefined
}

/** Sends a text to many: their messages are queued as the clock goes. @throws Problem before anything is changed */
export function sendBroadcast(
  world: World,
  project: Project,
  { to_numbers, group_id, exclude_contact_id, title, user_id, ...text }: BroadcastRequest,
  source: Broadcast['source'],
): Broadcast {
  const { message_type } = checkText(world, project, text)
  const group = group_id === undefined ? undefined : checkGroup(world, project, group_id, to_numbers)
  const recipients: Recipient[] = group
    ? [{ type: 'group', group_id: group.id, group_name: group.name }]
    : checkNumbers(to_numbers, text).map((phone_number) => ({ type: 'phone_number', phone_number }))
  const estimated_count = group ? sizeOf(world, group, exclude_contact_id) : recipients.length
  const asked = { text, message_type, recipients, title, estimated_count, source, exclude_contact_id, user_id }
  const broadcast = createBroadcast(world, project, { ...asked, stage: 'queuing' })
  world.clock.schedule(0, QUEUE, { broadcast: broadcast.id })
  return broadcast
}

/** @throws Problem where there is no such group, nothing may be sent to it, or numbers are given as well */
export function checkGroup(
  world: World,
  project: Project,
  id: string,
  to_numbers: readonly string[] | undefined,
): Group {
  const group = groupOf(world, project, id)
  if (!group) throw invalid('group_id', 'is not the ID of a group of this project')
  if (group.allow_sending === false) throw invalid('group_id', 'is of a group to which sending is not allowed')
  if (to_numbers !== undefined && to_numbers.length > 0) throw invalid('group_id', 'cannot be given beside to_numbers')
  return group
}

function sizeOf(world: World, group: Group, excluded: string | undefined): number {
  const members = membersOf(world, group)
  const contact = excluded === undefined ? undefined : world.collection(contacts).get(excluded)
  return contact?.group_ids.includes(group.id) ? members.length - 1 : members.length
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
  world.clock.register(QUEUE, ({ broadcast: id }) => queueNext(world, id))
}

function queueNext(world: World, id: string): void {
  const rows = world.collection(broadcasts)
  const broadcast = rows.get(id)
  // "No additional messages will be queued" once it has been cancelled.
  if (broadcast?.stage !== 'queuing') return
  const project = world.collection(projects).get(broadcast.project_id)!
  const { whom, reached, last } = nextRecipients(world, project, broadcast, BATCH)
  const { text, source, user_id } = broadcast
  const room = roomToday(world, project)
  for (const one of whom.slice(0, room)) sendOne(world, project, { ...text, ...one, broadcast_id: id, user_id }, source)
  const now = rows.get(id)!
  rows.update(now, { reached, stage: last && now.stage === 'queuing' ? 'queued' : now.stage })
  if (!last) world.clock.schedule(PAUSE, QUEUE, { broadcast: id })
}

/** Whoever cannot be written to, having no number, gets none. */
function sendOne(world: World, project: Project, request: SendRequest, source: Broadcast['source']): void {
  try {
    sendOneOfMany(world, project, request, source)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}
