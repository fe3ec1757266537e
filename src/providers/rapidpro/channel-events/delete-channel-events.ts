import { type Slices, emptied } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { channelEventRows } from './channel-event.ts'

/** What happened with a contact goes with it. */
export const deleteChannelEvents = ({ contact }: ContactDeleted, world: World): Slices<void> =>
  emptied(
    () => channelEventRows(world).by('contact', contact),
    (gone) => channelEventRows(world).deleteAll(gone),
  )
