import type { World } from '../../../core/world.ts'
import type { SubaccountDeleted } from '../subaccounts/events.ts'
import { applications } from './application.ts'

/** The applications of a subaccount that is gone are the main account's, which has a default of its own. */
export function giveBackApplications({ subaccount }: SubaccountDeleted, world: World): void {
  const rows = world.collection(applications)
  for (const application of rows.by('owner', subaccount).slice())
    rows.update(application, { owner: null, default_app: false })
}
