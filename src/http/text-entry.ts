import { deliveries } from '../core/network/delivery.ts'
import { messageCreated, messageInbound } from '../core/network/events.ts'
import type { World } from '../core/world.ts'
import { callCame } from './events.ts'

/**
 * The journal entry that told first of the text that led to something, which a text is found by. What somebody calls is no
 * consequence of a text, although one may have led to the call.
 * @param cause the entry that the search begins with; undefined comes back where no text did, or the journal has forgotten it
 */
export function textEntryOf(world: World, cause: number | null): number | undefined {
  for (let id = cause; id !== null;) {
    const entry = world.journal.get(id)
    if (!entry || entry.type === callCame.name) return undefined
    if (entry.type === messageInbound.name) return entry.id
    if (entry.type === messageCreated.name && entry['direction'] === 'outbound') return entry.id
    const delivery = entry['delivery']
    if (typeof delivery === 'string') return world.collection(deliveries).get(delivery)?.entry
    id = entry.cause
  }
  return undefined
}
