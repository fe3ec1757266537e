import { HAS_NOT_LEFT } from '../../../core/network/delivery-state.ts'
import type { Delivery } from '../../../core/network/delivery.ts'
import { type Slices, each, sorted } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { type Message, messages } from './message.ts'

/** A message that has not left its phone, and its delivery. */
export interface Waiting {
  readonly message: Message
  readonly delivery: Delivery
}

/**
 * Those that have not left a phone, in the order in which they go: the more urgent first, and what is part of a broadcast
 * after all else that is as urgent. They are looked for in slices.
 */
export function* waitingOf(world: World, phone: string): Slices<Waiting[]> {
  const rows = world.collection(messages)
  const all = rows.by('phone_id', phone).map(({ sequence }) => sequence)
  const found: Waiting[] = []
  yield* each(all, (sequence) => {
    const waiting = waitingBy(world, rows.at(sequence))
    if (waiting) found.push(waiting)
  })
  return yield* sorted(
    found,
    ({ message: a }, { message: b }) => b.priority! - a.priority! || inBulk(a) - inBulk(b) || a.sequence - b.sequence,
  )
}

/** One that was found, as it is after others had their turn; undefined where it waits no more. */
export const stillWaiting = (world: World, { message }: Waiting): Waiting | undefined =>
  waitingBy(world, world.collection(messages).now(message))

function waitingBy(world: World, message: Message | undefined): Waiting | undefined {
  if (!message || message.delivery === null || message.simulated || !WAITS.has(message.status)) return undefined
  const delivery = world.deliveries.get(message.delivery)!
  // What has left the phone is not in it any more, though the status may be the same.
  return HAS_NOT_LEFT.has(delivery.state) ? { message, delivery } : undefined
}

const WAITS: ReadonlySet<Message['status']> = new Set(['queued', 'failed_queued'])

const inBulk = ({ extra }: Message): number => (extra?.broadcast_id === undefined ? 0 : 1)
