import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type Resthook, resthookRows } from './resthook.ts'
import { type Subscriber, subscriberRows } from './subscriber.ts'

/** From now on an address is called whenever a flow reaches the resthook, whose modified_on moves. */
export function createSubscriber(world: World, { id }: Resthook, target_url: string): Subscriber {
  const now = moment(world)
  resthookRows(world).update(resthookRows(world).get(id)!, { modified_on: now })
  const number = String(world.random.count('rapidpro.resthook-subscriber'))
  return subscriberRows(world).insert({ id: number, sequence: 0, resthook: id, target_url, created_on: now })
}
