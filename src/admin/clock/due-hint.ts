import * as Type from 'typebox'
import type { World } from '../../core/world.ts'
import { heldWebhooks } from '../../http/webhook.ts'
import { iso } from '../worlds/world.ts'

export const hintSchema = Type.Optional(
  Type.String({
    description:
      'Where nothing was found: what is due on a clock that stands still, which webhooks are held, and what to do.',
  }),
)

/**
 * What is due in a world whose clock nobody moves, for those who look in vain, and what somebody holds back; undefined
 * where nothing is.
 * @param advice what to do about what is due, as a command
 */
export function dueHint(world: World, advice = 'advance the clock'): string | undefined {
  const sentences = [onClock(world, advice), heldBack(world)].filter((sentence) => sentence !== undefined)
  return sentences.length === 0 ? undefined : sentences.join(' ')
}

function onClock({ clock }: World, advice: string): string | undefined {
  const next = clock.nextDue()
  if (next === undefined || clock.mode !== 'frozen') return undefined
  const jobs = clock.size === 1 ? 'One job is' : `${clock.size} jobs are`
  return `The clock stands still at ${iso(clock.now)}. ${jobs} on it, and the next is due at ${iso(next)}: ${advice}.`
}

/** A webhook that is held is owed and never due: no advance brings it. */
export function heldBack(world: World): string | undefined {
  const [first, ...others] = heldWebhooks(world)
  if (!first) return undefined
  return others.length === 0
    ? `The webhook ${first.id} is held: it goes once it is released.`
    : `${others.length + 1} webhooks are held, ${first.id} first: they go once they are released.`
}
