import type { World } from '../../../core/world.ts'
import { type Resthook, resthookRows } from './resthook.ts'
import { subscriberRows } from './subscriber.ts'

/** Takes a resthook away, with all who have subscribed to it. What it told them is still listed. */
export function deleteResthook(world: World, resthook: Resthook): void {
  subscriberRows(world).deleteAll(subscriberRows(world).by('resthook', resthook.id).slice())
  resthookRows(world).delete(resthook)
}
