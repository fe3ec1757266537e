import { type Slices, atOnce, each } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { LabelDeleted } from '../labels/events.ts'
import { withoutLabel } from './change-messages.ts'
import { messageRows } from './message.ts'

/** All messages lose a label, some at a time, and have not changed by that. */
export function* takeOff(world: World, label: string): Slices<void> {
  const rows = messageRows(world)
  const labelled = rows.by(['extra', 'labels'], label).toArray()
  // The last first: those before it keep their place in the index.
  yield* each(labelled.toReversed(), (one) => {
    const message = rows.now(one)
    if (message) rows.update(message, { extra: withoutLabel(message, label) })
  })
}

/** Messages lose a label that is deleted. */
export const loseLabel = ({ label }: LabelDeleted, world: World): void => atOnce(takeOff(world, label))
