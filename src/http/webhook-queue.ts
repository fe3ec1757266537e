import type { World } from '../core/world.ts'
import { ATTEMPT, type Webhook, webhooks } from './webhook.ts'

/** Puts the next attempt on the clock, so many virtual milliseconds from now. */
export const schedule = (world: World, { id }: Webhook, delay: number): void =>
  void world.clock.schedule(delay, ATTEMPT, { webhook: id })

/** The same, because of what made it owed and not of what is going on just now. */
export const begin = (world: World, row: Webhook, delay = 0): void =>
  world.journal.within(row.entry, () => schedule(world, row, delay))

/** Takes it out of its queue; where it was the first, the next one goes. */
export function leaveQueue(world: World, row: Webhook): Webhook {
  const { queue, ...others } = row
  if (queue === undefined) return row
  const rows = world.collection(webhooks)
  const wasFirst = rows.by('queue', queue).at(0)?.id === row.id
  const left = rows.replace(row, others)
  const next = wasFirst ? rows.by('queue', queue).at(0) : undefined
  if (next) begin(world, next)
  return left
}
