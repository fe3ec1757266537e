import type { World } from '../../../core/world.ts'
import type { ServicesDone } from '../services/events.ts'
import { messages } from './message.ts'

/** Services are done with a message: it is received where one took it, and ignored where none did. */
export function followServices({ message: id, service }: ServicesDone, world: World): void {
  const rows = world.collection(messages)
  const message = id === null ? undefined : rows.get(id)
  if (message?.status !== 'processing') return
  rows.update(message, {
    status: service === null ? 'ignored' : 'received',
    time_updated: Math.floor(world.now / 1000),
    ...(service !== null && { extra: { ...message.extra, service_id: service } }),
  })
}
