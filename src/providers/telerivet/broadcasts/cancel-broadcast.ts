import type { Slices } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { type Broadcast, broadcasts, statusOf } from './broadcast.ts'
import { broadcastCancelled } from './events.ts'

/** "Cancels sending a broadcast that has not yet been completely sent", otherwise: not_cancellable. */
export function* cancelBroadcast(world: World, broadcast: Broadcast): Slices<Broadcast> {
  const status = statusOf(broadcast)
  if (status === 'cancelled') return broadcast
  if (status === 'complete')
    throw new Problem('conflict', 'The broadcast has been sent completely: it cannot be cancelled.', {
      code: 'not_cancellable',
    })
  const rows = world.collection(broadcasts)
  const { id } = rows.update(broadcast, { stage: 'cancelled' })
  yield* world.publishInSlices(broadcastCancelled, { provider: 'telerivet', broadcast: id })
  return rows.get(id)!
}
