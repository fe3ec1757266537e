import type { World } from '../../../core/world.ts'
import { labelDeleted } from './events.ts'
import { type Label, labels } from './label.ts'

/** Deletes a label. "Note: This does not delete any messages." */
export function deleteLabel(world: World, label: Label): void {
  world.collection(labels).delete(label)
  world.publish(labelDeleted, { provider: 'telerivet', label: label.id })
}
