import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { moment } from '../dialect/times.ts'
import type { Run } from '../runs/run.ts'
import { type ResthookReached, resthookReached } from './events.ts'
import { payloadOf } from './payload.ts'
import { type ResthookEvent, forgottenBefore, resthookEventRows } from './resthook-event.ts'
import { RESTHOOK, subscriberRows } from '../resthooks/subscriber.ts'

/** A run reaches a resthook: that is written down, whether somebody has subscribed or not. */
export function sendEvent(world: World, resthook: string, run: Run): ResthookEvent {
  forgetOld(world)
  const event = resthookEventRows(world).insert({
    id: String(world.random.count('rapidpro.resthook-event')),
    sequence: 0,
    resthook,
    data: payloadOf(world, run),
    created_on: moment(world),
  })
  world.publish(resthookReached, { provider: 'rapidpro', resthook, event: event.id })
  return event
}

function forgetOld(world: World): void {
  const since = forgottenBefore(world)
  for (;;) {
    const oldest = resthookEventRows(world).all().at(0)
    if (!oldest || oldest.created_on >= since) return
    resthookEventRows(world).delete(oldest)
  }
}

/** How long the service waits for a receiver, real milliseconds. */
const PATIENCE = 15_000

/** All who have subscribed are called, one after the other, in the order of their addresses. */
export function callSubscribers({ resthook, event: id }: ResthookReached, world: World): OutboundCall[] {
  const event = resthookEventRows(world).get(id)!
  return subscriberRows(world)
    .by('resthook', resthook)
    .toArray()
    .sort((a, b) => (a.target_url < b.target_url ? -1 : 1))
    .map((subscriber) => ({
      event: RESTHOOK,
      url: subscriber.target_url,
      method: 'POST',
      body: { json: event.data },
      headers: { 'user-agent': 'RapidProMailroom/10.0.0' },
      retryAfter: [],
      success: 'any 2xx',
      timeout: PATIENCE,
      queue: `resthook ${id}`,
      about: { subscriber: subscriber.id },
    }))
}
