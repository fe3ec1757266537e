import type { Text } from '../../core/network/texts.ts'
import type { Slices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import { dueHint } from '../clock/due-hint.ts'
import { type Criteria, difference, missed, shownCriteria } from '../messages/criteria.ts'
import { nearestWith } from '../messages/nearest-with.ts'
import { type Lookout, isLater } from './lookout.ts'

/** A text that was not what was expected, and in what it differs. */
export interface Nearest {
  text: Text
  differs: string[]
}

/**
 * The texts that came nearest to what is still missing, best first and the newest of equals first; none where nothing is,
 * because too many came. Patterns may take long: a slice is one text.
 */
export function* nearestOf(lookout: Lookout): Slices<Nearest[]> {
  const { texts, found, expected } = lookout
  const { inOrder, times } = expected
  if (times !== undefined && found.length > times) return []
  const criteria = inOrder[inOrder.length > 1 ? found.length : 0]!
  const last = inOrder.length > 1 ? found.at(-1) : undefined
  const fits = new Set(found)
  let nearest: Nearest[] = []
  for (const text of texts) {
    if (fits.has(text)) continue
    const now = lookout.now(text)
    nearest = nearestWith({ text: now, differs: differencesOf(now, criteria, last) }, nearest)
    yield
  }
  return nearest
}

/** @param last what it was to follow, where several are expected */
function differencesOf(text: Text, criteria: Criteria, last: Text | undefined): string[] {
  const differs = missed(text, criteria).map((name) => difference(text, criteria, name))
  if (criteria.state === undefined && text.arrived === null)
    differs.push(`it is ${text.state}${text.reason ? ` (${text.reason})` : ''}, and not on the handset`)
  if (last && !isLater(text, last)) differs.push(`it came before ${last.id}, and was to follow it`)
  return differs
}

/** What was expected, what came instead and what to do, in sentences. */
export function messageOf(world: World, lookout: Lookout, nearest: readonly Nearest[]): string {
  return [expectedOf(lookout), cameOf(lookout), nearestSentence(nearest), adviceOn(world, lookout)]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

const timesOf = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)

const wordsOf = (criteria: Criteria): string => {
  const words = Object.entries(shownCriteria(criteria)).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  return words.length === 0 ? 'any text' : `a text with ${words.join(', ')}`
}

function expectedOf({ expected: { inOrder, times } }: Lookout): string {
  const what = inOrder.map(wordsOf).join(', then ')
  if (times === 0) return `Expected no text, not even ${what}.`
  return times === undefined ? `Expected ${what}.` : `Expected ${what}, exactly ${timesOf(times)}.`
}

function cameOf({ expected: { inOrder, after }, found, texts }: Lookout): string {
  const since = after === 0 ? '' : ` after entry ${after} of the journal`
  if (texts.length === 0) return `No text was sent or written${since}.`
  if (found.length > 0)
    return inOrder.length > 1
      ? `The first ${found.length} of ${inOrder.length} came${since}; then none that fits.`
      : `It came ${timesOf(found.length)}${since}.`
  return `${texts.length === 1 ? 'One text was' : `${texts.length} texts were`} sent or written${since}, and none fits.`
}

const nearestSentence = ([nearest]: readonly Nearest[]): string =>
  nearest === undefined || nearest.differs.length === 0
    ? ''
    : `Nearest is ${nearest.text.id}: ${nearest.differs.join('; ')}.`

function adviceOn(world: World, lookout: Lookout): string {
  const { times } = lookout.expected
  if (times !== undefined && lookout.found.length > times)
    return 'Look at "call" of each: which call of your code sent it, and what led to that.'
  if (lookout.texts.length === 0)
    return `Does the code under test call this world? Its credentials are those of ${world.id}, and the journal has each call and what was refused.`
  return (
    dueHint(world, 'give "within", or advance the clock') ??
    'Nothing is due on the clock: what was sent will become nothing else.'
  )
}
