import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import { NO_VARS, mergeVars } from '../dialect/vars.ts'
import { chooseRoute, refuseUnknownRoute } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { routeOf } from '../messages/check-send.ts'
import type { TextRequest } from '../messages/asked-text.ts'
import { type Broadcast, type Recipient, broadcasts } from './broadcast.ts'
import { broadcastSent } from './events.ts'
import { titleOf } from './title.ts'

/** What is known of a broadcast that nothing speaks against any more. */
interface Asked {
  text: TextRequest
  message_type: Broadcast['message_type']
  recipients: readonly Recipient[]
  title?: string | undefined
  stage: 'queuing' | 'queued'
  estimated_count: number
  source: Broadcast['source']
  exclude_contact_id?: string | undefined
  user_id?: string | null | undefined
}

const NONE = { queued: 0, sent: 0, failed: 0, failed_queued: 0, delivered: 0, not_delivered: 0, cancelled: 0 }

/** Adds a broadcast without any messages. @throws Problem where there is no route to send it by */
export function createBroadcast(world: World, project: Project, asked: Asked): Broadcast {
  const { text, recipients, title = titleOf(recipients), exclude_contact_id = null, user_id = null, ...given } = asked
  const [named, parameter] = routeOf(text)
  const route_id = named ?? project.default_route_id ?? chooseRoute(world, project, named, parameter, null, '').phone.id
  refuseUnknownRoute(world, project, parameter, named)
  const vars = mergeVars(NO_VARS, text.vars)
  const now = Math.floor(world.now / 1000)
  const { id } = world.collection(broadcasts).insert({
    ...given,
    id: newId(world, 'broadcast'),
    sequence: 0,
    project_id: project.id,
    recipients,
    title,
    time_created: now,
    last_message_time: now,
    last_send_time: null,
    status_counts: NONE,
    num_parts: 0,
    price: null,
    price_currency: null,
    clicked_count: 0,
    reply_count: 0,
    last_reply_time: null,
    route_id,
    user_id,
    text: { ...text, vars },
    exclude_contact_id,
    reached: 0,
  })
  world.publish(broadcastSent, { provider: 'telerivet', broadcast: id })
  return world.collection(broadcasts).get(id)!
}
