import type { World } from '../core/world.ts'
import { ATTEMPT, owedWebhooks } from './owed-webhook.ts'

/**
 * The first try of the call that a queue begins with is made at once, whoever moves the clock; ends when its provider has
 * heard of it. It is for a call that cannot be answered before.
 */
export async function attemptNow(world: World, queue: string): Promise<void> {
  const first = world.collection(owedWebhooks).by('queue', queue).at(0)
  if (first) await world.clock.hurry(ATTEMPT, 'webhook', first.id)
}
