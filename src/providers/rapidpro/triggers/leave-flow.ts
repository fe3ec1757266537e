import type { World } from '../../../core/world.ts'
import type { FlowClosed } from '../flows/events.ts'
import { triggerRows, triggersOf } from './trigger.ts'

/** What starts a flow is archived with it, and goes with it. */
export function leaveFlow({ flow, deleted }: FlowClosed, world: World): void {
  if (deleted) triggerRows(world).deleteAll(triggerRows(world).by('flow', flow).slice())
  else for (const trigger of triggersOf(world, flow)) triggerRows(world).update(trigger, { archived: true })
}
