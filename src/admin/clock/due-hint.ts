import { Type } from '@sinclair/typebox'
import type { World } from '../../core/world.ts'
import { iso } from '../worlds/world.ts'

export const hintSchema = Type.Optional(
  Type.String({
    description: 'Where nothing was found and the clock stands still: what is due on it, and what to do.',
  }),
)

/**
 * What is due in a world whose clock nobody moves, for those who look in vain; undefined where nothing is, or somebody does.
 * @param advice what to do about it, as a command
 */
export function dueHint({ clock }: World, advice = 'advance the clock'): string | undefined {
  const next = clock.nextDue()
  if (next === undefined || clock.mode !== 'frozen') return undefined
  const jobs = clock.size === 1 ? 'One job is' : `${clock.size} jobs are`
  return `The clock stands still at ${iso(clock.now)}. ${jobs} on it, and the next is due at ${iso(next)}: ${advice}.`
}
