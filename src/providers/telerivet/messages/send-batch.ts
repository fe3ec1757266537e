import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { contactByNumber } from '../contacts/find-contact.ts'
import { newId } from '../dialect/ids.ts'
import { isDialable } from '../dialect/phone-numbers.ts'
import { countryOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { type SendRequest, checkSend } from './check-send.ts'
import { sendMessage } from './send-message.ts'

interface BatchRequest extends Omit<SendRequest, 'to_number' | 'contact_id'> {
  to_numbers?: string[] | undefined
  group_id?: string | undefined
}

/**
 * Sends one text to many, as the retired forerunners of broadcasts did; contacts to whom sending is blocked are passed
 * over. Only what goes to two or more is a broadcast. @throws Problem before anything is changed
 */
export function sendBatch(
  world: World,
  project: Project,
  { to_numbers, group_id, ...request }: BatchRequest,
): { count_queued: number; broadcast_id: string | null } {
  if (group_id !== undefined) throw invalid('group_id', 'is not the ID of a group of this project')
  if (to_numbers === undefined) throw invalid('to_numbers', 'is required where group_id is not set')
  const wrong = request.message_type === 'chat' ? -1 : to_numbers.findIndex((number) => !isDialable(number))
  if (wrong !== -1) throw invalid(['to_numbers', wrong], 'is not a phone number')
  const country = countryOf(world, project)
  const recipients = to_numbers.filter((number) => !contactByNumber(world, project, number, country)?.send_blocked)
  for (const to_number of recipients) checkSend(world, project, { ...request, to_number })
  const broadcast_id = recipients.length > 1 ? newId(world, 'broadcast') : null
  for (const to_number of recipients) sendMessage(world, project, { ...request, to_number, broadcast_id }, 'api')
  return { count_queued: recipients.length, broadcast_id }
}
