import type { Bounds } from '../../core/clock/advance.ts'
import { atOnce, inSlices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import { type Waiting, awaitEntry } from '../journal/await-entry.ts'
import type { Lookout } from './lookout.ts'

/** How long to wait. */
export interface Patience {
  /** For code that works in the background, milliseconds. */
  real: number
  /** On the world's clock, milliseconds. */
  virtual: number
  /** Whether what else is due at the moment at which it ends is done as well. */
  settle: boolean
  /** The kinds of jobs that make texts. */
  makers: ReadonlySet<string>
}

/**
 * Waits until what is expected is there, or no longer can be: first in real time while nothing fits, then on the clock,
 * where that is not moved by real time, one job after the other.
 * @throws Refusal `gone` where the world ends meanwhile
 */
export async function awaitTexts(
  lookout: Lookout,
  { real, virtual, settle, makers }: Patience,
  waiting: Waiting,
): Promise<void> {
  const { world, expected } = lookout
  const followsRealTime = world.clock.mode === 'real' || world.clock.mode === 'scaled'
  // Whether a text comes once too often is known in the end alone.
  const isDone = () => expected.times === undefined && lookout.isMet
  const isEnough = () => isDone() || (!followsRealTime && lookout.hasCandidates)
  // A broadcast that has still to write its texts is no code in the background: the clock has to be moved for it.
  const untilMade = () => (followsRealTime || expected.times !== undefined ? Infinity : untilOneOf(world, makers))
  const happens = (test: () => boolean) =>
    real > 0 && !test() ? awaitEntry(world, () => (isMetNow(lookout), test()), real, waiting) : undefined
  const isOver = () => isDone() || waiting.signal?.aborted === true
  const until = () => expected.times === undefined && isMetNow(lookout)

  await inSlices(lookout.look(), waiting.breathe)
  let left = virtual
  for (let isMaking = true; isMaking && !isOver();) {
    await happens(() => isEnough() || untilMade() <= left)
    if (followsRealTime || isOver()) break
    const next = untilMade()
    isMaking = next <= left && !isEnough()
    const by = isMaking ? next : left
    left -= by
    await advanceOnceFree(world, by, { signal: waiting.signal, until })
    // Who waits for a text finds what is due at the same moment done, as after any advance: the receipts of it above all.
    if (settle) await advanceOnceFree(world, 0, { signal: waiting.signal })
  }
  await inSlices(lookout.look(), waiting.breathe)
}

/** Milliseconds of the world's clock until a job of one of these kinds is due. */
const untilOneOf = ({ clock }: World, kinds: ReadonlySet<string>): number =>
  Math.max(0, (clock.nextOf(kinds) ?? Infinity) - clock.now)

/** For looks that find little that is new. */
function isMetNow(lookout: Lookout): boolean {
  atOnce(lookout.look())
  return lookout.isMet
}

/** Waits for whoever advances the clock, and then does. */
async function advanceOnceFree({ clock }: World, by: number, bounds: Bounds): Promise<void> {
  while (clock.advance && !bounds.signal?.aborted && !clock.retired) {
    await new Promise<void>((resolve) => {
      const unwatch = clock.watch({
        scheduled() {
          unwatch()
          resolve()
        },
      })
    })
  }
  await clock.advanceTo(clock.now + by, bounds)
}
