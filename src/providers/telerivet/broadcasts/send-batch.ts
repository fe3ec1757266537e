import type { World } from '../../../core/world.ts'
import { contactByNumber } from '../contacts/find-contact.ts'
import { type Group, membersOf } from '../groups/group.ts'
import { checkMany } from '../messages/check-many.ts'
import { sendMany } from '../messages/send-many.ts'
import type { TextRequest } from '../messages/asked-text.ts'
import { isDialable } from '../dialect/phone-numbers.ts'
import { countryOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { createBroadcast } from './create-broadcast.ts'
import { checkGroup, checkNumbers } from './send-broadcast.ts'

interface BatchRequest extends TextRequest {
  to_numbers?: readonly string[] | undefined
  group_id?: string | undefined
  user_id?: string | null | undefined
}

/**
 * Sends one text to many at once, as the retired forerunners of broadcasts did; contacts to whom sending is blocked are
 * passed over. Only what goes to two or more is a broadcast. @throws Problem before anything is changed
 */
export function sendBatch(
  world: World,
  project: Project,
  { to_numbers, group_id, user_id, ...text }: BatchRequest,
): { count_queued: number; broadcast_id: string | null } {
  const group = group_id === undefined ? undefined : checkGroup(world, project, group_id, to_numbers)
  const numbers = group ? numbersIn(world, group) : checkNumbers(to_numbers, text)
  const country = countryOf(world, project)
  const requests = numbers
    .filter((number) => !contactByNumber(world, project, number, country)?.send_blocked)
    .map((to_number) => ({ ...text, to_number }))
  const sendings = checkMany(world, project, requests)
  const broadcast_id =
    sendings.length > 1
      ? createBroadcast(world, project, {
          text,
          message_type: sendings[0]!.message_type,
          recipients: group
            ? [{ type: 'group', group_id: group.id, group_name: group.name }]
            : numbers.map((phone_number) => ({ type: 'phone_number', phone_number })),
          stage: 'queued',
          estimated_count: numbers.length,
          source: 'api',
          user_id,
        }).id
      : null
  sendMany(
    world,
    project,
    sendings.map((sending, index) => [{ ...requests[index]!, broadcast_id, user_id }, sending]),
    'api',
  )
  return { count_queued: sendings.length, broadcast_id }
}

/** The numbers of a group's members, as far as they can be sent to. */
const numbersIn = (world: World, group: Group): string[] =>
  membersOf(world, group)
    .map(({ phone_number }) => phone_number)
    .filter((number) => number !== null && isDialable(number)) as string[]
