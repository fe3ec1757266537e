import type { World } from '../../../core/world.ts'
import type { TicketChanged } from '../tickets/events.ts'
import { topicRows } from './topic.ts'

/** A topic knows how many of its tickets are open, and how many closed. */
export function countTickets({ from, to }: TicketChanged, world: World): void {
  if (from?.topic === to?.topic && from?.status === to?.status) return
  count(world, from, -1)
  count(world, to, 1)
}

function count(world: World, stand: TicketChanged['from'], by: 1 | -1): void {
  const topic = stand && topicRows(world).get(stand.topic)
  if (topic) topicRows(world).update(topic, { [stand.status]: topic[stand.status] + by })
}
