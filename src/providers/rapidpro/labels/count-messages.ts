import type { World } from '../../../core/world.ts'
import type { MessagesChanged } from '../messages/events.ts'
import { labelRows } from './label.ts'

/** A label counts the messages that have it and can be seen. */
export function countMessages({ counts }: MessagesChanged, world: World): void {
  const rows = labelRows(world)
  for (const [id, by] of Object.entries(counts)) {
    const label = rows.get(id)
    if (label && by !== 0) rows.update(label, { count: label.count + by })
  }
}
