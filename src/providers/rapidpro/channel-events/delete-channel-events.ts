import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { channelEventRows } from './channel-event.ts'

/** What happened with a contact goes with it. */
export function deleteChannelEvents({ contact }: ContactDeleted, world: World): void {
  const rows = channelEventRows(world)
  rows.deleteAll(rows.by('contact', contact))
}
