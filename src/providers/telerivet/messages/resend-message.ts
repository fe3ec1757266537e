import { HAS_NOT_LEFT } from '../../../core/network/delivery-state.ts'
import { canBeginAnew } from '../../../core/network/delivery.ts'
import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { contacts } from '../contacts/contact.ts'
import { refuseBeyondQuota } from '../organizations/message-quota.ts'
import { type Way, chooseRoute } from '../phones/choose-route.ts'
import type { Phone } from '../phones/phone.ts'
import type { Project } from '../projects/project.ts'
import { type Message, messages } from './message.ts'
import type { MessageStatus } from './words.ts'
import { refuseBlocked } from './check-send.ts'
import { hasToWait } from './keep-limit.ts'
import { draftMessage } from './draft-message.ts'
import { newIds, sendOut, submit } from './send-out.ts'
import { planOf } from './sending-plans.ts'

/** "If the message is queued, retrying, failed or cancelled, the same message is sent again", otherwise a new one. */
const SAME_MESSAGE: ReadonlySet<MessageStatus> = new Set(['queued', 'failed_queued', 'failed', 'cancelled'])

/** Sends a message again, by another route if one is named. @throws Problem before anything is changed */
export function resendMessage(world: World, project: Project, message: Message, route_id: string | undefined): Message {
  if (message.delivery === null)
    throw new Problem('conflict', 'An incoming message cannot be sent again.', { code: 'not_resendable' })
  const way = chooseRoute(world, project, route_id, 'route_id', message.phone_id, message.to_number)
  const { phone } = way
  const contact = message.contact_id === null ? undefined : world.collection(contacts).get(message.contact_id)
  if (contact) refuseBlocked(contact, 'message_id')
  if (SAME_MESSAGE.has(message.status)) return sendAgain(world, message, phone, routed(message, route_id, way))
  refuseBeyondQuota(world, project, 1)
  const { error_message: _none, send_attempts: _first, ...extra } = routed(message, route_id, way) ?? {}
  const copy = draftMessage(world, project, newIds(world), contact, {
    phone,
    to_number: message.to_number,
    message_type: message.message_type,
    content: message.content,
    source: 'api',
    priority: message.priority ?? 1,
    simulated: message.simulated,
    user_id: message.user_id,
    vars: message.vars,
    extra: Object.keys(extra).length === 0 ? null : extra,
  })
  return sendOut(world, copy, phone)
}

/** What a message has besides, by the route that it was sent by, or by the one that is named now. */
function routed({ extra }: Message, named: string | undefined, { route_id }: Way): Message['extra'] {
  if (named === undefined) return extra
  const { route_id: _before, ...others } = extra ?? {}
  return route_id === null ? others : { ...others, route_id }
}

function sendAgain(world: World, message: Message, phone: Phone, besides: Message['extra']): Message {
  const delivery = world.deliveries.get(message.delivery!)!
  // What the network has accepted is on its way already.
  if (delivery.state === 'accepted') return message
  const { error_message: _none, ...extra } = besides ?? {}
  const isSamePhone = phone.id === message.phone_id && phone.phone_number === message.from_number
  const tried = world.collection(messages).update(message, {
    phone_id: phone.id,
    from_number: phone.phone_number,
    time_updated: Math.floor(world.now / 1000),
    extra: { ...extra, send_attempts: (message.extra?.send_attempts ?? 1) + 1 },
  })
  // What went nowhere begins anew; of what did, whatever was heard of it, or goes by another phone, there is a second.
  if (!isSamePhone || !canBeginAnew(delivery)) return bySecond(world, tried, phone)
  const begun = world.deliveries.restart(delivery, planOf(tried))
  if (hasToWait(world, phone, tried)) world.deliveries.hold(begun)
  return world.collection(messages).get(message.id)!
}

/** The delivery before is left where it is. */
function bySecond(world: World, message: Message, phone: Phone): Message {
  const before = world.deliveries.get(message.delivery!)!
  if (HAS_NOT_LEFT.has(before.state)) world.deliveries.hold(before)
  return submit(world, message, phone)
}
