import type { World } from '../../../core/world.ts'
import { labelDeleted } from './events.ts'
import { type Label, labelRows } from './label.ts'

/** Deletes a label. Its messages stay, and its name is free again. */
export function deleteLabel(world: World, label: Label): void {
  labelRows(world).delete(label)
  world.publish(labelDeleted, { provider: 'rapidpro', label: label.id })
}
