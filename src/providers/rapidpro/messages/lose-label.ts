import type { World } from '../../../core/world.ts'
import type { LabelDeleted } from '../labels/events.ts'
import { withoutLabel } from './change-messages.ts'
import { messageRows } from './message.ts'

/** Messages lose a label that is deleted, and have not changed by that. */
export function loseLabel({ label }: LabelDeleted, world: World): void {
  const rows = messageRows(world)
  for (const message of rows.by(['extra', 'labels'], label).toArray())
    rows.update(message, { extra: withoutLabel(message, label) })
}
