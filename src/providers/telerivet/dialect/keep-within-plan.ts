import type { Stage } from '../../../http/stages.ts'
import { refuseBeyondQuota } from '../organizations/message-quota.ts'
import type { Caller } from './auth.ts'
import { messagesMadeBy } from './endpoints.ts'

/** "402: the account is not paid for, or over one of its limits." */
export const keepWithinPlan: Stage = ({ endpoint, world, caller, body }) => {
  const makes = messagesMadeBy(endpoint)
  if (makes) refuseBeyondQuota(world, (caller as Caller).project, makes(body as never))
}
