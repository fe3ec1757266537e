import type { World } from '../../../core/world.ts'
import type { RunChanged } from '../runs/events.ts'
import { flowRows } from './flow.ts'

/** A flow knows how many of its runs have which status. */
export function countRuns({ flow: id, was, is }: RunChanged, world: World): void {
  const flow = flowRows(world).get(id)
  if (!flow || was === is) return
  const runs = { ...flow.runs }
  if (was !== null) runs[was]--
  if (is !== null) runs[is]++
  flowRows(world).update(flow, { runs })
}
