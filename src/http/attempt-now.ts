import type { World } from '../core/world.ts'
import { ATTEMPT, webhooks } from './webhook.ts'

/**
 * The first try of the call that a queue begins with is made at once, whoever moves the clock; ends when its provider has
 * heard of it. It is for a call that cannot be answered before.
 */
export async function attemptNow(world: World, queue: string): Promise<void> {
  const first = world.collection(webhooks).by('queue', queue).at(0)
  if (first) await world.clock.hurry(ATTEMPT, 'webhook', first.id)
}
