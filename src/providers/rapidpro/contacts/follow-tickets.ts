import type { World } from '../../../core/world.ts'
import { HAS_OPEN_TICKET, groupRows } from '../groups/group.ts'
import type { TicketChanged } from '../tickets/events.ts'
import { openTicketOf } from '../tickets/ticket.ts'
import { changeContact } from './change-contact.ts'
import { contactRows } from './contact.ts'
import type { ContactChanged } from './events.ts'

/** Whoever is active and has an open ticket is in the group of those who do, and nobody else is. */
export function followTickets({ contact: id, changed }: TicketChanged | ContactChanged, world: World): void {
  if (!changed.includes('status')) return
  const contact = contactRows(world).get(id)
  const group = groupRows(world)
    .all()
    .find(({ query }) => query === HAS_OPEN_TICKET)
  if (!contact || contact.deleted || !group) return
  const belongs = contact.status === 'active' && openTicketOf(world, id) !== undefined
  if (contact.groups.includes(group.id) === belongs) return
  const others = contact.groups.filter((one) => one !== group.id)
  changeContact(world, contact, { groups: belongs ? [...others, group.id] : others })
}
