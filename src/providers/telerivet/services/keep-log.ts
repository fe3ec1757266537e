import type { World } from '../../../core/world.ts'
import { KEPT_FOR, type ServiceLog, serviceLogs } from './service-log.ts'

/** What a line is about. */
export interface About {
  project_id: string
  service_id: string
  message_id: string | null
  contact_id: string | null
}

/** What it says. */
export interface Line {
  content: string
  is_error?: boolean
  webhook?: ServiceLog['webhook']
}

/** The longest line, in UTF-16 code units. */
const LONGEST = 8192

/** Writes a line, and drops those that nobody can ask for any more. */
export function keepLog(
  world: World,
  { project_id, service_id, message_id, contact_id }: About,
  { content, is_error = false, webhook = null }: Line,
): ServiceLog {
  const logs = world.collection(serviceLogs)
  const now = Math.floor(world.now / 1000)
  for (let oldest = logs.all().at(0); oldest && oldest.time_created <= now - KEPT_FOR; oldest = logs.all().at(0))
    logs.delete(oldest)
  return logs.insert({
    id: `L${world.random.count('telerivet.service-log')}`,
    sequence: 0,
    project_id,
    service_id,
    message_id,
    contact_id,
    time_created: now,
    content: content.slice(0, LONGEST),
    is_error,
    webhook,
  })
}
