import { type Slices, emptied } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { PhoneDeleted } from '../phones/events.ts'
import type { RouteDeleted } from '../routes/events.ts'
import { contacts } from './contact.ts'

/** They join the list of all that have no route of their own, which is merged as a whole. */
const TOGETHER = 5000

/** Contacts that were written to by a phone which is gone are written to by their project's. There may be very many. */
export function forgetContactsRoute(event: PhoneDeleted | RouteDeleted, world: World): Slices<void> {
  const rows = world.collection(contacts)
  return emptied(
    () => rows.by('default_route_id', 'route' in event ? event.route : event.phone),
    (some) => rows.updateAll(some, () => ({ default_route_id: null })),
    TOGETHER,
  )
}
