import type { World } from '../../../core/world.ts'
import type { Attempt } from '../../../http/outbound-call.ts'
import { deleteSubscriber } from './delete-subscriber.ts'
import { RESTHOOK, subscriberRows } from './subscriber.ts'

const GONE = 410

/** Whoever answers that it is gone is called no more. */
export function followSubscriber({ call, outcome }: Attempt, world: World): void {
  const id = call.event === RESTHOOK ? call.about?.['subscriber'] : undefined
  const subscriber = typeof id === 'string' ? subscriberRows(world).get(id) : undefined
  if (subscriber && outcome.kind === 'answered' && outcome.status === GONE) deleteSubscriber(world, subscriber)
}
