import { HAS_NOT_LEFT } from '../../../core/network/delivery-state.ts'
import type { World } from '../../../core/world.ts'
import { type Message, messages } from './message.ts'

/**
 * Messages that have not left a phone, each with its delivery, in the order in which they go: the more urgent first, and
 * what is part of a broadcast after all else that is as urgent.
 */
export function waitingOf(world: World, phone: string) {
  return (
    world
      .collection(messages)
      .by('phone_id', phone)
      .filter(isWaiting)
      .map((message) => ({ message, delivery: world.deliveries.get(message.delivery!)! }))
      // What has left the phone is not in it any more, though the status may be the same.
      .filter(({ delivery }) => HAS_NOT_LEFT.has(delivery.state))
      .sort(
        ({ message: a }, { message: b }) =>
          b.priority! - a.priority! || inBulk(a) - inBulk(b) || a.sequence - b.sequence,
      )
  )
}

const isWaiting = ({ status, delivery, simulated }: Message): boolean =>
  delivery !== null && !simulated && (status === 'queued' || status === 'failed_queued')

const inBulk = ({ extra }: Message): number => (extra?.broadcast_id === undefined ? 0 : 1)
