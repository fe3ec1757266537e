import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { resthookRows } from './resthook.ts'
import { type Subscriber, subscriberRows } from './subscriber.ts'

/** An address is called no more; the modified_on of its resthook moves. */
export function deleteSubscriber(world: World, subscriber: Subscriber): void {
  subscriberRows(world).delete(subscriber)
  resthookRows(world).update(resthookRows(world).get(subscriber.resthook)!, { modified_on: moment(world) })
}
