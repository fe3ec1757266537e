import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { messageRows } from './message.ts'

/** The messages of a contact go with it. */
export function deleteMessages({ contact }: ContactDeleted, world: World): void {
  const rows = messageRows(world)
  rows.deleteAll(rows.by('contact', contact))
}
