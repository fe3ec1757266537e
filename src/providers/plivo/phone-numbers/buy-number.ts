import type { World } from '../../../core/world.ts'
import { invalid, Problem } from '../../../http/problem.ts'
import { applications, defaultApplication } from '../applications/application.ts'
import { type Caller, mayUse } from '../dialect/caller.ts'
import { countryOf } from '../numbers/country.ts'
import type { AccountNumber, CnamLookup } from '../numbers/number.ts'
import { rentNumber } from '../numbers/rent-number.ts'

/** What is said of a number when it is rented. */
interface Purchase {
  app_id?: string | undefined
  alias?: string | undefined
  cnam_lookup?: CnamLookup | undefined
  compliance_application_id?: string | undefined
}

/** Rents any number that nobody in this world has. @throws Problem */
export function buyNumber(
  world: World,
  caller: Caller,
  number: string,
  { app_id, alias, cnam_lookup, compliance_application_id }: Purchase = {},
): AccountNumber {
  if (!/^\d{8,14}$/.test(number) || countryOf(number) === '') throw new Problem('not_found')
  return rentNumber(world, number, {
    owner: caller.subaccount,
    application: applicationFor(world, caller, app_id),
    alias: alias ?? null,
    cnamLookup: cnam_lookup ?? null,
    complianceApplication: compliance_application_id ?? null,
  })
}

function applicationFor(world: World, caller: Caller, id: string | undefined): string | null {
  if (id === undefined) return defaultApplication(world, caller.subaccount)?.id ?? null
  const row = world.collection(applications).get(id)
  if (!row || !mayUse(caller, row)) throw invalid('app_id', `application ${id} not found`)
  return row.id
}
