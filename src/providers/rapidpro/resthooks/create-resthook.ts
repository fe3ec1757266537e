import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type Resthook, resthookRows } from './resthook.ts'

/** Adds a resthook that flows can reach from now on. @throws Refusal where there is one of that slug */
export function createResthook(world: World, slug: string): Resthook {
  if (resthookRows(world).get(slug))
    throw new Refusal('exists', `There is a resthook "${slug}" already. Subscribe to it, or choose another slug.`)
  const now = moment(world)
  return resthookRows(world).insert({ id: slug, sequence: 0, created_on: now, modified_on: now })
}
