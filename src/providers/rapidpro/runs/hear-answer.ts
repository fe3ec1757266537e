import type { MessageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import { contactRows } from '../contacts/contact.ts'
import { moment } from '../dialect/times.ts'
import { messageRows } from '../messages/message.ts'
import { liveRunsOf, runRows } from './run.ts'

/** Whoever writes while a run waits for them has responded. */
export function hearAnswer({ message: id, direction }: MessageCreated, world: World): void {
  const message = direction === 'inbound' ? messageRows(world).get(id) : undefined
  const contact = message && contactRows(world).get(message.contact)
  if (!contact || contact.flow === null || contact.status === 'blocked') return
  for (const run of liveRunsOf(world, contact.id))
    if (run.status === 'waiting' && !run.responded)
      runRows(world).update(run, { responded: true, modified_on: moment(world) })
}
