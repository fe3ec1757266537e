import { type Slices, atOnce, each } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { LabelDeleted } from '../labels/events.ts'
import { dropLabel } from './add-label.ts'
import { messages } from './message.ts'

/** All messages lose a label, some at a time. */
export function* takeOff(world: World, label: string): Slices<void> {
  const rows = world.collection(messages)
  const labelled = rows.by(['extra', 'label_ids'], label).toArray()
  // The last first: those before it keep their place in the index.
  yield* each(labelled.toReversed(), (one) => {
    const message = rows.now(one)
    if (message) dropLabel(world, message, label)
  })
}

/** The messages of a label that is gone stay, without it. */
export const forgetLabel = ({ label }: LabelDeleted, world: World): void => atOnce(takeOff(world, label))
