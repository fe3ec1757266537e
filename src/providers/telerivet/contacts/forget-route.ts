import type { World } from '../../../core/world.ts'
import type { PhoneDeleted } from '../phones/events.ts'
import type { RouteDeleted } from '../routes/events.ts'
import { contacts } from './contact.ts'

/** Contacts that were written to by a phone which is gone are written to by their project's. */
export const forgetContactsRoute = (event: PhoneDeleted | RouteDeleted, world: World): void =>
  world.collection(contacts).replaceValue('default_route_id', 'route' in event ? event.route : event.phone, null)
