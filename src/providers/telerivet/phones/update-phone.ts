import { changedFields } from '../../../core/store/changed-fields.ts'
import { toAddress } from '../../../core/network/address.ts'
import { routes } from '../../../core/network/route.ts'
import type { Changes } from '../../../core/store/row.ts'
import type { Slices } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { respell } from '../dialect/phone-numbers.ts'
import { type VarChanges, mergeVars } from '../dialect/vars.ts'
import { phoneChanged } from './events.ts'
import { type Phone, phones } from './phone.ts'

interface PhoneChanges {
  name?: string | undefined
  phone_number?: string | undefined
  send_paused?: boolean | undefined
  keeps_send_limit?: boolean | undefined
  tariff?: Phone['tariff'] | undefined
  vars?: VarChanges | undefined
}

/** Changes a phone; with another number it receives there. Very many messages may wait in it. */
export function* updatePhone(world: World, phone: Phone, { vars, ...changes }: PhoneChanges): Slices<Phone> {
  const merged = mergeVars(phone.vars, vars)
  if (changes.phone_number !== undefined) {
    changes.phone_number = respell(phone.phone_number, changes.phone_number, phone.country)
    moveRoute(world, phone, changes.phone_number)
  }
  const given = { ...(changes as Changes<Phone>), vars: merged }
  const changed = changedFields(phone, given)
  const updated = world.collection(phones).update(phone, given)
  if (changed.length > 0)
    yield* world.publishInSlices(phoneChanged, { provider: 'telerivet', phone: phone.id, changed })
  // Whoever listened may have changed it again, and others may have deleted it meanwhile.
  return world.collection(phones).get(phone.id) ?? updated
}

function moveRoute(world: World, phone: Phone, number: string): void {
  const book = world.collection(routes)
  const address = toAddress(number)
  const there = book.get(address)
  if (there?.account === phone.id) return
  if (there) throw invalid('phone_number', 'is the number of another route')
  const before = book.by('account', phone.id).at(0)
  if (before) book.delete(before)
  book.insert({ id: address, sequence: 0, provider: 'telerivet', account: phone.id })
}
