import type { Slices } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { flowClosed } from './events.ts'
import { type Flow, flowRows } from './flow.ts'

/** Takes a flow away: whoever is in it leaves it. Its row stays, for the runs that name it. */
export function* deleteFlow(world: World, flow: Flow): Slices<void> {
  flowRows(world).update(flow, { is_active: false, modified_on: moment(world) })
  yield* world.publishInSlices(flowClosed, { provider: 'rapidpro', flow: flow.id, deleted: true })
}
