import type { World } from '../../../core/world.ts'
import { digitsOf } from '../../../standards/e164.ts'
import { parseNumber } from '../../../standards/phone-numbers.ts'
import { contactByNumber } from '../contacts/find-contact.ts'
import { newId } from '../dialect/ids.ts'
import { toPhoneNumber } from '../dialect/phone-numbers.ts'
import { NO_VARS, type Vars } from '../dialect/vars.ts'
import { countryOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { type AirtimeStatus, type AirtimeTransaction, WAS_SENT, airtimeTransactions } from './airtime-transaction.ts'

export interface NewAirtime {
  to_number: string
  value: number
  value_currency: string
  /** As much as its value, unless given. */
  price?: number | undefined
  price_currency?: string | undefined
  status: AirtimeStatus
  status_text?: string | undefined
  operator_name?: string | undefined
  service_id?: string | undefined
  user_id?: string | undefined
  external_id?: string | undefined
  vars?: Vars | undefined
}

/** Airtime for a number, and for the contact who has it. */
export function createAirtime(world: World, project: Project, given: NewAirtime): AirtimeTransaction {
  const number = toPhoneNumber(given.to_number, countryOf(world, project))
  const now = Math.floor(world.now / 1000)
  return world.collection(airtimeTransactions).insert({
    id: newId(world, 'transaction'),
    sequence: 0,
    project_id: project.id,
    to_number: digitsOf(number)!,
    operator_name: given.operator_name ?? null,
    country: parseNumber(number)?.country ?? null,
    time_created: now,
    transaction_time: WAS_SENT.has(given.status) ? now : null,
    status: given.status,
    status_text: given.status_text ?? null,
    value: given.value,
    value_currency: given.value_currency,
    price: given.price ?? given.value,
    price_currency: given.price_currency ?? given.value_currency,
    contact_id: contactByNumber(world, project, number, countryOf(world, project))?.id ?? null,
    service_id: given.service_id ?? null,
    external_id: given.external_id ?? null,
    user_id: given.user_id ?? null,
    vars: given.vars ?? NO_VARS,
  })
}
