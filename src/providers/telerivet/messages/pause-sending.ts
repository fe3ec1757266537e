import { HAS_NOT_LEFT } from '../../../core/network/delivery-state.ts'
import type { World } from '../../../core/world.ts'
import type { PhoneChanged } from '../phones/events.ts'
import { type Phone, phones } from '../phones/phone.ts'
import { type Message, messages } from './message.ts'

/** A paused phone keeps its messages queued; once it goes on, so do they. */
export function pauseSending({ phone: id, changed }: PhoneChanged, world: World): void {
  const phone = world.collection(phones).get(id)
  if (!phone || !changed.includes('send_paused')) return
  if (phone.send_paused) holdQueued(world, phone)
  else resumeQueued(world, phone)
}

/** Stops what has not left a phone. */
function holdQueued(world: World, phone: Phone): void {
  for (const { delivery } of waitingOf(world, phone.id)) world.deliveries.hold(delivery)
}

/** Lets what waited go, the more urgent first. */
function resumeQueued(world: World, phone: Phone): void {
  const waiting = waitingOf(world, phone.id).sort(
    (a, b) => b.message.priority! - a.message.priority! || a.message.sequence - b.message.sequence,
  )
  for (const { delivery } of waiting) world.deliveries.resume(delivery)
}

/** Messages that have not left a phone, each with its delivery. */
export function waitingOf(world: World, phone: string) {
  return (
    world
      .collection(messages)
      .by('phone_id', phone)
      .filter(isWaiting)
      .map((message) => ({ message, delivery: world.deliveries.get(message.delivery!)! }))
      // What has left the phone is not in it any more, though the status may be the same.
      .filter(({ delivery }) => HAS_NOT_LEFT.has(delivery.state))
  )
}

const isWaiting = ({ status, delivery, simulated }: Message): boolean =>
  delivery !== null && !simulated && (status === 'queued' || status === 'failed_queued')
