import { type Slices, atOnce, together } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { LabelDeleted } from '../labels/events.ts'
import { dropLabel } from './change-messages.ts'
import { messageRows } from './message.ts'

/** All messages lose a label, some at a time: until it is gone itself, it counts those that are left. */
export function* takeOff(world: World, label: string): Slices<void> {
  const labelled = messageRows(world).by(['extra', 'labels'], label).toArray()
  // The last first: those before it keep their place in the index.
  yield* together(labelled.toReversed(), (some) => dropLabel(world, some, label))
}

/** Messages lose a label that is deleted. */
export const loseLabel = ({ label }: LabelDeleted, world: World): void => atOnce(takeOff(world, label))
