import type { World } from '../../../core/world.ts'
import { invalid, Problem } from '../../../http/problem.ts'
import { applications, defaultApplication } from '../applications/application.ts'
import { type Caller, mayUse } from '../dialect/caller.ts'
import { countryOf } from '../numbers/country.ts'
import { type AccountNumber, rent } from '../numbers/number.ts'

/** Rents any number that nobody in this world has. @throws Problem */
export function buyNumber(
  world: World,
  caller: Caller,
  number: string,
  appId: string | undefined,
  alias: string | undefined,
): AccountNumber {
  if (!/^\d{8,14}$/.test(number) || countryOf(number) === '') throw new Problem('not_found')
  return rent(world, number, {
    owner: caller.subaccount,
    application: applicationFor(world, caller, appId),
    alias: alias ?? null,
  })
}

function applicationFor(world: World, caller: Caller, id: string | undefined): string | null {
  if (id === undefined) return defaultApplication(world, caller.subaccount)?.id ?? null
  const row = world.collection(applications).get(id)
  if (!row || !mayUse(caller, row)) throw invalid('app_id', `application ${id} not found`)
  return row.id
}
