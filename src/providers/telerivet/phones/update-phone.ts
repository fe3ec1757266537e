import { toAddress } from '../../../core/network/address.ts'
import { routes } from '../../../core/network/route.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { respell } from '../dialect/phone-numbers.ts'
import { type VarChanges, mergeVars } from '../dialect/vars.ts'
import { holdQueued, resumeQueued } from '../messages/pause-sending.ts'
import { type Phone, phones } from './phone.ts'

interface PhoneChanges {
  name?: string | undefined
  phone_number?: string | undefined
  send_paused?: boolean | undefined
  vars?: VarChanges | undefined
}

/** Changes a phone; with another number it receives there, and what is queued waits while it is paused. */
export function updatePhone(world: World, phone: Phone, { vars, ...changes }: PhoneChanges): void {
  const merged = mergeVars(phone.vars, vars)
  if (changes.phone_number !== undefined) {
    changes.phone_number = respell(phone.phone_number, changes.phone_number, phone.country)
    moveRoute(world, phone, changes.phone_number)
  }
  const wasPaused = phone.send_paused
  world.collection(phones).update(phone, { ...changes, vars: merged })
  if (!wasPaused && phone.send_paused) holdQueued(world, phone)
  if (wasPaused && !phone.send_paused) resumeQueued(world, phone)
}

function moveRoute(world: World, phone: Phone, number: string): void {
  const book = world.collection(routes)
  const address = toAddress(number)
  const there = book.get(address)
  if (there?.account === phone.id) return
  if (there) throw invalid('phone_number', 'is the number of another route')
  const before = book.by('account', phone.id)[0]
  if (before) book.delete(before)
  book.insert({ id: address, sequence: 0, provider: 'telerivet', account: phone.id })
}
