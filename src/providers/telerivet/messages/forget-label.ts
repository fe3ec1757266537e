import type { World } from '../../../core/world.ts'
import type { LabelDeleted } from '../labels/events.ts'
import { dropLabel } from './add-label.ts'
import { messages } from './message.ts'

/** The messages of a label that is gone stay, without it. */
export function forgetLabel({ label }: LabelDeleted, world: World): void {
  const labelled = world.collection(messages).by(['extra', 'label_ids'], label).toArray()
  // The last first: those before it keep their place in the index.
  for (const message of labelled.toReversed()) dropLabel(world, message, label)
}
