import { defineJob } from '../../../core/clock/job-kind.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import type { FlowClosed } from '../flows/events.ts'
import { activeFlow } from '../flows/flow.ts'
import { endRun } from './end-run.ts'
import { runRows } from './run.ts'

/** Those who are in a flow that was archived or deleted leave it, a hundred at a time. */
export const INTERRUPT = defineJob('rapidpro.flow-interruption', { flow: kept.idOf('rapidpro.flows') })

/** Milliseconds before each hundred. */
const PAUSE = 500

const BATCH = 100

/** Puts it on the clock that everybody in a flow leaves it. */
export const endFlow = ({ flow }: Pick<FlowClosed, 'flow'>, world: World): void =>
  void world.clock.schedule(PAUSE, INTERRUPT, { flow })

export function connectInterruptions(world: World): void {
  world.clock.register(INTERRUPT, ({ flow }) => {
    // Whoever took it out of the archive meanwhile finds the others where they were.
    if (activeFlow(world, flow)?.archived === false) return
    const { rows, more } = runRows(world).list({
      where: [
        { field: 'flow', is: 'equals', value: flow },
        { field: 'status', is: 'oneOf', value: ['active', 'waiting'] },
      ],
      take: BATCH,
    })
    for (const run of rows) endRun(world, run, 'interrupted')
    if (more) endFlow({ flow }, world)
  })
}
