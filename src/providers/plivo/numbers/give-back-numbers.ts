import type { World } from '../../../core/world.ts'
import type { SubaccountDeleted } from '../subaccounts/events.ts'
import { numbers } from './number.ts'

/** The numbers of a subaccount that is gone are the main account's. */
export function giveBackNumbers({ subaccount }: SubaccountDeleted, world: World): void {
  const rows = world.collection(numbers)
  for (const number of rows.by('owner', subaccount).slice()) rows.update(number, { owner: null })
}
