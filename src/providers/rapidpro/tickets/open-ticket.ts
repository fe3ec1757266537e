import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import type { Contact } from '../contacts/contact.ts'
import { NONE } from '../dialect/links.ts'
import { moment } from '../dialect/times.ts'
import type { Topic } from '../topics/topic.ts'
import type { User } from '../users/user.ts'
import { ticketChanged } from './events.ts'
import { type Ticket, openTicketOf, ticketRows } from './ticket.ts'

interface NewTicket {
  contact: Contact
  topic: Topic
  assignee?: User | undefined
  note?: string | undefined
  /** Null where a flow opens it. */
  by: User | null
}

/** Opens a ticket. @throws Refusal where the contact has an open one, or is gone */
export function openTicket(world: World, { contact, topic, assignee, note, by }: NewTicket): Ticket {
  const open = openTicketOf(world, contact.id)
  if (open)
    throw new Refusal(
      'exists',
      `Contact "${contact.id}" has an open ticket already, "${open.id}". Close it first, or write a note on it: there is one open ticket per contact.`,
    )
  const now = moment(world)
  const { id } = ticketRows(world).insert({
    id: world.random.uuid('rapidpro.ticket'),
    sequence: 0,
    contact: contact.id,
    status: 'open',
    topic: topic.id,
    assignee: assignee?.id ?? null,
    notes: note === undefined ? NONE : [{ text: note, created_on: now, user: by?.id ?? null }],
    opened_on: now,
    opened_by: by?.id ?? null,
    modified_on: now,
    closed_on: null,
  })
  const to = { topic: topic.id, status: 'open' } as const
  world.publish(ticketChanged, {
    provider: 'rapidpro',
    ticket: id,
    contact: contact.id,
    changed: ['status'],
    from: null,
    to,
  })
  return ticketRows(world).get(id)!
}
