import { changedFields } from '../../../core/store/changed-fields.ts'
import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import type { User } from '../users/user.ts'
import { ticketChanged } from './events.ts'
import { type Ticket, openTicketOf, ticketRows } from './ticket.ts'

// A ticket that is already what it is to become is passed over: nothing of it moves.

/** Gives it to somebody, or to nobody. */
export const assignTicket = (world: World, ticket: Ticket, assignee: User | null): Ticket =>
  change(world, ticket, { assignee: assignee?.id ?? null })

export const changeTopic = (world: World, ticket: Ticket, topic: string): Ticket => change(world, ticket, { topic })

/** A note says something of a ticket and does not change it: modified_on stays where it is. */
export function addNoteToTicket(world: World, ticket: Ticket, text: string, { id: user }: User): Ticket {
  const notes = [...ticket.notes, { text, created_on: moment(world), user }]
  ticketRows(world).update(ticket, { notes })
  tell(world, ticket, ['notes'])
  return ticketRows(world).get(ticket.id)!
}

export function closeTicket(world: World, ticket: Ticket): Ticket {
  if (ticket.status === 'closed') return ticket
  return change(world, ticket, { status: 'closed', closed_on: moment(world) })
}

/** Opens a closed ticket again, unless its contact has an open one. */
export function reopenTicket(world: World, ticket: Ticket): Ticket {
  if (openTicketOf(world, ticket.contact)) return ticket
  return change(world, ticket, { status: 'open', closed_on: null })
}

type Changes = Partial<Pick<Ticket, 'assignee' | 'topic' | 'status' | 'closed_on'>>

function change(world: World, ticket: Ticket, changes: Changes): Ticket {
  const changed = changedFields(ticket, changes)
  if (changed.length === 0) return ticket
  ticketRows(world).update(ticket, { ...changes, modified_on: changes.closed_on ?? moment(world) })
  tell(world, ticket, changed)
  return ticketRows(world).get(ticket.id)!
}

/** Says how a ticket is different from what it was. */
function tell(world: World, { id, contact, topic, status }: Ticket, changed: readonly string[]): void {
  const now = ticketRows(world).get(id)!
  const to = { topic: now.topic, status: now.status }
  world.publish(ticketChanged, { provider: 'rapidpro', ticket: id, contact, changed, from: { topic, status }, to })
}
