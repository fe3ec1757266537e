import type { World } from '../../../core/world.ts'
import type { ContactChanged, ContactDeleted } from '../contacts/events.ts'
import { contactRows } from '../contacts/contact.ts'
import { dropFire, setFiresOf } from './change-fires.ts'
import { campaignEventRows } from './campaign-event.ts'
import { fireRows } from './fire.ts'

/** What of a contact decides about which events come to it, and when. */
const DECISIVE = new Set(['created_on', 'last_seen_on', 'groups', 'understood', 'status'])

/** Events come to whoever is in the group of their campaign, by dates that may change. */
export function followContact({ contact: id, changed }: ContactChanged, world: World): void {
  if (campaignEventRows(world).size === 0 || !changed.some((name) => DECISIVE.has(name))) return
  const contact = contactRows(world).get(id)
  if (contact) setFiresOf(world, contact)
}

/** Nothing comes to whoever is not there any more. */
export function forgetContact({ contact }: ContactDeleted, world: World): void {
  for (const fire of fireRows(world).by('contact', contact).slice()) dropFire(world, fire)
}
