import type { Condition } from '../../../core/store/query.ts'
import { contactRows } from '../contacts/contact.ts'
import { list } from '../dialect/endpoints.ts'
import { textFilter, truthFilter, uuidFilter } from '../dialect/filters.ts'
import { ticketRows, ticketView } from './ticket.ts'

export const listTickets = list({
  id: 'rapidpro.listTickets',
  path: '/api/v2/tickets.json',
  summary: 'Lists tickets, the one changed last first.',
  tag: 'Tickets',
  scope: 'v2',
  view: ticketView,
  filters: {
    uuid: uuidFilter('Only the ticket with this uuid.'),
    ticket: uuidFilter('The same under its older name.'),
    contact: textFilter('Only tickets of the contact with this uuid.'),
    reverse: truthFilter('The one changed last comes last.'),
  },
  rows: ticketRows,
  select({ world, query: { uuid, ticket, contact, reverse } }) {
    const named = uuid ?? ticket
    const where: Condition[] = []
    if (contact !== undefined) {
      const row = contactRows(world).get(contact)
      where.push({ field: 'contact', is: 'equals', value: row && !row.deleted ? row.id : null })
    }
    return {
      where,
      ...(named !== undefined && { only: ticketRows(world).get(named) ?? null }),
      sort: 'modified_on',
      reverse,
    }
  },
})
