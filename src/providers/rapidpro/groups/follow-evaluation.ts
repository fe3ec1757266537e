import type { World } from '../../../core/world.ts'
import type { GroupEvaluated } from './events.ts'
import { groupRows } from './group.ts'

/** A group says how far it is known whom its query means. */
export function followEvaluation({ group: id, status }: GroupEvaluated, world: World): void {
  const group = groupRows(world).get(id)
  if (group) groupRows(world).update(group, { status })
}
