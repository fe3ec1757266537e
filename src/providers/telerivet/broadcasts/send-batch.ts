import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { contactByNumber } from '../contacts/find-contact.ts'
import { checkMany } from '../messages/check-many.ts'
import { sendMany } from '../messages/send-many.ts'
import type { TextRequest } from '../messages/asked-text.ts'
import { countryOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { createBroadcast } from './create-broadcast.ts'
import { checkNumbers } from './send-broadcast.ts'

interface BatchRequest extends TextRequest {
  to_numbers?: readonly string[] | undefined
  group_id?: string | undefined
}

/**
 * Sends one text to many at once, as the retired forerunners of broadcasts did; contacts to whom sending is blocked are
 * passed over. Only what goes to two or more is a broadcast. @throws Problem before anything is changed
 */
export function sendBatch(
  world: World,
  project: Project,
  { to_numbers, group_id, ...text }: BatchRequest,
): { count_queued: number; broadcast_id: string | null } {
  if (group_id !== undefined) throw invalid('group_id', 'is not the ID of a group of this project')
  const numbers = checkNumbers(to_numbers, text)
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
          recipients: numbers.map((phone_number) => ({ type: 'phone_number', phone_number })),
          stage: 'queued',
          estimated_count: numbers.length,
          source: 'api',
        }).id
      : null
  sendMany(
    world,
    project,
    sendings.map((sending, index) => [{ ...requests[index]!, broadcast_id }, sending]),
    'api',
  )
  return { count_queued: sendings.length, broadcast_id }
}
