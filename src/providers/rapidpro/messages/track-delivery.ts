import { type PayloadOf, defineJob } from '../../../core/clock/job-kind.ts'
import type { DeliveryChanged } from '../../../core/network/events.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { type Message, messageRows } from './message.ts'
import { PLAN, SENT_ON, STATUS_OF, type Status } from './statuses.ts'
import { moment } from '../dialect/times.ts'

/** An errored message is tried again. */
export const RETRY = defineJob('rapidpro.retry', { delivery: kept.idOf('network.deliveries') })

/** Minutes until an errored message is tried again; the third error is the last. */
const RETRY_AFTER = [5, 10] as const

/** A delivery moved: its message takes the status that goes with it. */
export function trackDelivery(event: DeliveryChanged, world: World): [] {
  const message = messageRows(world).get(event.message)
  if (!message) return []
  if (event.state === 'retrying') countError(world, message, event.delivery)
  else if (STATUS_OF[event.state] !== message.status) enter(world, message, STATUS_OF[event.state])
  return []
}

/** No guard against going backwards: what a channel says is believed. */
export function enter(world: World, message: Message, status: Status): void {
  const now = moment(world)
  const effect = SENT_ON[status]
  const sent_on = effect === 'set' ? (message.sent_on ?? now) : effect === 'clear' ? null : message.sent_on
  messageRows(world).replace(message, {
    id: message.id,
    sequence: message.sequence,
    contact: message.contact,
    broadcast: message.broadcast,
    urn: message.urn,
    channel: message.channel,
    direction: message.direction,
    status,
    text: message.text,
    created_on: message.created_on,
    sent_on,
    modified_on: now,
    extra: message.extra,
  })
}

function countError(world: World, message: Message, id: string): void {
  const errors = (message.extra?.errors ?? 0) + 1
  const counted = messageRows(world).update(message, { extra: { ...message.extra, errors } })
  const wait = RETRY_AFTER[errors - 1]
  const delivery = world.deliveries.get(id)
  enter(world, counted, wait === undefined ? 'failed' : 'errored')
  if (!delivery) return
  // A plan that says itself how it goes on is left to it.
  const goesOn = delivery.step < delivery.plan.length
  if (!goesOn && wait !== undefined) world.clock.schedule(wait * 60_000, RETRY.name, { delivery: id })
}

/** Errored messages are tried again by jobs. */
export function connectRetries(world: World): void {
  world.clock.register(RETRY.name, ({ delivery: id }: PayloadOf<typeof RETRY>) => {
    const delivery = world.deliveries.get(id)
    if (delivery?.state === 'retrying') world.deliveries.restart(delivery, PLAN)
  })
}
