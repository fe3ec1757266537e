import { defineJob } from '../../../core/clock/job-kind.ts'
import { HAS_NOT_LEFT, canBecome } from '../../../core/network/delivery-state.ts'
import type { Delivery } from '../../../core/network/delivery.ts'
import type { DeliveryReported } from '../../../core/network/events.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { activeChannel } from '../channels/channel.ts'
import { aggregatedBy } from './aggregator-call.ts'
import { messageDue } from './events.ts'
import { type Message, messageRows } from './message.ts'
import { PLAN, SENT_ON, STATUS_OF, type Status } from './statuses.ts'
import { AS_REPORTED } from './submit-to-aggregator.ts'
import { moment } from '../dialect/times.ts'

/** An errored message is tried again, unless another error has put that off. */
export const RETRY = defineJob('rapidpro.retry', {
  delivery: kept.idOf('network.deliveries'),
  /** How often it had failed. */
  errors: kept.count,
})

/** Minutes until an errored message is tried again; the third error is the last. */
const RETRY_AFTER = [5, 10] as const

/** The channel reports of a delivery: its message takes the status that goes with it. */
export function trackDelivery(event: DeliveryReported, world: World): [] {
  const message = messageRows(world).get(event.message)
  if (!message) return []
  if (event.state === 'retrying') countError(world, message, event.delivery)
  else if (STATUS_OF[event.state] !== message.status || event.again) enter(world, message, STATUS_OF[event.state])
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

/** The third error is final; until then the message is tried again. */
export function countError(world: World, message: Message, id: string): void {
  const errors = (message.extra?.errors ?? 0) + 1
  const wait = RETRY_AFTER[errors - 1]
  const counted = messageRows(world).update(message, { extra: { ...message.extra, errors } })
  enter(world, counted, wait === undefined ? 'failed' : 'errored')
  const delivery = world.deliveries.get(id)
  // A plan that says itself how it goes on is left to it.
  if (!delivery || world.deliveries.goesOn(delivery)) return
  if (wait === undefined) {
    if (canBecome(delivery.state, 'failed')) world.deliveries.move(delivery, 'failed', delivery.reason)
    return
  }
  world.clock.schedule(wait * 60_000, RETRY, { delivery: id, errors })
}

/** A message whose channel is out of use fails, whatever was heard of it: what has not left is called off, the rest goes on. */
export function failWithoutChannel(world: World, message: Message, delivery: Delivery): void {
  if (!HAS_NOT_LEFT.has(delivery.state)) return enter(world, message, 'failed')
  world.deliveries.hold(delivery)
  world.deliveries.move(delivery, 'failed', 'no_route')
}

/** Errored messages are tried again by jobs. */
export function connectRetries(world: World): void {
  world.clock.register(RETRY, ({ delivery: id, errors }) => {
    const delivery = world.deliveries.get(id)
    const message = delivery && messageRows(world).get(delivery.message)
    // What the channel said counts: where it said so of a text that has arrived, it arrives twice.
    if (message?.status !== 'errored' || message.extra?.errors !== errors) return
    // What it said after it was taken out of use counts, too.
    if (!activeChannel(world, message.channel!)) return failWithoutChannel(world, message, delivery!)
    const isHandedOver = aggregatedBy(world, message) !== undefined
    const again = world.deliveries.sendAgain(delivery!, isHandedOver ? AS_REPORTED : PLAN)
    if (isHandedOver) world.publish(messageDue, { provider: 'rapidpro', message: message.id, delivery: again.id })
  })
}
