import { defineJob } from '../../../core/clock/job-kind.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import type { FlowClosed } from '../flows/events.ts'
import { activeFlow } from '../flows/flow.ts'
import { endRuns } from './end-run.ts'
import { runRows } from './run.ts'

/** Those who are in a flow that was archived or deleted leave it, a hundred at a time. */
export const INTERRUPT = defineJob('rapidpro.flow-interruption', {
  flow: kept.idOf('rapidpro.flows'),
  /** The place of the run that was ended last. */
  beyond: kept.count,
})

/** Milliseconds before each hundred. */
const PAUSE = 500

const BATCH = 100

/** Puts it on the clock that everybody in a flow leaves it. */
export const endFlow = ({ flow }: Pick<FlowClosed, 'flow'>, world: World): void =>
  void world.clock.schedule(PAUSE, INTERRUPT, { flow, beyond: 0 })

export function connectInterruptions(world: World): void {
  world.clock.register(INTERRUPT, ({ flow, beyond }) => {
    // Whoever took it out of the archive meanwhile finds the others where they were.
    if (activeFlow(world, flow)?.archived === false) return
    const { rows, more } = runRows(world).list({
      where: [
        { field: 'flow', is: 'equals', value: flow },
        { field: 'status', is: 'oneOf', value: ['active', 'waiting'] },
      ],
      beyond: { value: null, sequence: beyond },
      take: BATCH,
    })
    endRuns(world, rows, 'interrupted')
    if (more) world.clock.schedule(PAUSE, INTERRUPT, { flow, beyond: rows.at(-1)!.sequence })
  })
}
