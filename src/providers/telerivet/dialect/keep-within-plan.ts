import type { Stage } from '../../../http/stages.ts'
import { refuseBeyondQuota } from '../organizations/message-quota.ts'
import type { Caller } from './auth.ts'

/** How many messages a call makes, by the last words of its path. Of a group nobody knows beforehand how many it reaches. */
const MESSAGES: Readonly<Record<string, (body: Asked) => number>> = {
  'messages/send': () => 1,
  'messages/outgoing': () => 1,
  'messages/receive': () => 1,
  'messages/send_batch': ({ to_numbers = [0] }) => to_numbers.length,
  'messages/outgoing_batch': ({ to_numbers = [0] }) => to_numbers.length,
  send_broadcast: ({ to_numbers = [0] }) => to_numbers.length,
  send_multi: ({ messages = [0] }) => messages.length,
}

interface Asked {
  to_numbers?: readonly unknown[]
  messages?: readonly unknown[]
}

/** "402: the account is not paid for, or over one of its limits." */
export const keepWithinPlan: Stage = ({ endpoint: { path }, world, caller, body }) => {
  const count = MESSAGES[path.replace('/v1/projects/{project_id}/', '')]
  if (count) refuseBeyondQuota(world, (caller as Caller).project, count(body as Asked))
}
