import { type DataOf, eventKind } from '../../../core/events.ts'
import type { Ticket } from './ticket.ts'

/** Among which tickets one is counted. */
type Stand = Pick<Ticket, 'topic' | 'status'>

/** A ticket was opened (`from` is null), was changed, or is gone (`to` is null). */
export const ticketChanged = eventKind<{
  provider: 'rapidpro'
  ticket: string
  contact: string
  /** Names of what is different. */
  changed: readonly string[]
  from: Stand | null
  to: Stand | null
}>()('rapidpro.ticket.changed')
export type TicketChanged = DataOf<typeof ticketChanged>
