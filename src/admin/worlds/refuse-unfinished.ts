import { deliveries } from '../../core/network/delivery.ts'
import type { World } from '../../core/world.ts'
import { faultRules } from '../../http/faults/rule.ts'
import { owedWebhooks } from '../../http/webhook.ts'
import { Problem } from '../../http/problem.ts'
import { iso } from './world.ts'

/** So many of a kind are named. */
const MOST_NAMED = 5

const named = (words: readonly string[]): string =>
  words.length <= MOST_NAMED
    ? words.join(', ')
    : `${words.slice(0, MOST_NAMED).join(', ')} and ${words.length - MOST_NAMED} more`

/** The number in an id that is a letter and a number. */
const numberOf = (id: string): number => Number(id.slice(1))

/**
 * What may be left in a world, each as a sentence; undefined where nothing is. Texts, rules and webhooks that came with the
 * state that it began with are no business of its test.
 */
const LEFT: readonly ((world: World) => string | undefined)[] = [
  ({ clock }) => {
    const awaited = clock.pending().filter(({ patient }) => !patient)
    return awaited.length === 0
      ? undefined
      : `On the clock: ${jobs(awaited.length)}, the next due at ${iso(awaited[0]!.dueAt)}.`
  },
  (world) => {
    const unread = world
      .collection(deliveries)
      .all()
      .filter(({ id, arrived, entry }) => arrived !== null && entry >= world.firstEntry && !world.read.has(id))
    const words = unread.map(({ id, to, text }) => `${id} to ${to} (${JSON.stringify(text.slice(0, 40))})`)
    return words.length === 0 ? undefined : `Texts that nobody has looked at: ${named(words)}.`
  },
  (world) => {
    const unmet = world
      .collection(faultRules)
      .all()
      .filter(({ id, hits }) => hits === 0 && numberOf(id) > (world.idsBefore[faultRules.ids!] ?? 0))
    const words = unmet.map(({ id, match }) => `${id} (${match})`)
    return words.length === 0 ? undefined : `Fault rules that nothing has met: ${named(words)}.`
  },
  (world) => {
    const owed = owedWebhooks(world).filter(({ entry }) => entry >= world.firstEntry)
    const words = owed.map(
      ({ id, event, url, held }) => `${id} (${event} to ${url}${held === undefined ? '' : ', held'})`,
    )
    return words.length === 0 ? undefined : `Webhooks that are owed: ${named(words)}.`
  },
]

const jobs = (count: number): string => (count === 1 ? 'one job' : `${count} jobs`)

/** @throws Problem `conflict` where something is left that a test may have forgotten */
export function refuseUnfinished(world: World): void {
  const left = LEFT.map((find) => find(world)).filter((sentence) => sentence !== undefined)
  if (left.length > 0)
    throw new Problem('conflict', [`The world "${world.id}" is not done with.`, ...left].join(' '), {
      code: 'unfinished',
    })
}
