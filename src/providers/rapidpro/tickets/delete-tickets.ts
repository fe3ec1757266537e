import { type Slices, emptied } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { ticketChanged } from './events.ts'
import { ticketRows } from './ticket.ts'

/** A contact that is deleted takes its tickets along. */
export const deleteTickets = ({ contact }: ContactDeleted, world: World): Slices<void> =>
  emptied(
    () => ticketRows(world).by('contact', contact),
    (gone) => {
      ticketRows(world).deleteAll(gone)
      for (const { id: ticket, topic, status } of gone)
        world.publish(ticketChanged, {
          provider: 'rapidpro',
          ticket,
          contact,
          changed: ['status'],
          from: { topic, status },
          to: null,
        })
    },
  )
