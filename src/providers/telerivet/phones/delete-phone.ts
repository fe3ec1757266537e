import { routes } from '../../../core/network/route.ts'
import type { Slices } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { phoneDeleted } from './events.ts'
import { type Phone, phones } from './phone.ts'

/** Deletes a phone: nobody receives at its number any more. */
export function* deletePhone(world: World, phone: Phone): Slices<void> {
  const { id, phone_number } = phone
  const book = world.collection(routes)
  for (const route of book.by('account', id).slice()) book.delete(route)
  world.collection(phones).delete(phone)
  yield* world.publishInSlices(phoneDeleted, { provider: 'telerivet', phone: id, phone_number })
}
