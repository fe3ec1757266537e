import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { ticketChanged } from './events.ts'
import { ticketRows } from './ticket.ts'

/** A contact that is deleted takes its tickets along. */
export function deleteTickets({ contact }: ContactDeleted, world: World): void {
  const gone = ticketRows(world).by('contact', contact).toArray()
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
}
