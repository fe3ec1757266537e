import type { Bounds } from '../../core/clock/advance.ts'
import { atOnce, inSlices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import type { Lookout } from './lookout.ts'

/** What waiting needs of the real outside. */
export interface Waiting {
  breathe: () => Promise<void> | undefined
  /** Does something after so many real milliseconds; answers how to call it off. */
  after: (milliseconds: number, run: () => void) => () => void
  /** Aborted once whoever asked has gone. */
  signal: AbortSignal | undefined
}

/** How long to wait. */
export interface Patience {
  /** For code that works in the background, milliseconds. */
  real: number
  /** On the world's clock, milliseconds. */
  virtual: number
  /** Whether what else is due at the moment at which it ends is done as well. */
  settle: boolean
}

/**
 * Waits until what is expected is there, or no longer can be: first in real time while nothing fits, then on the clock,
 * where that is not moved by real time, one job after the other.
 * @throws Refusal `gone` where the world ends meanwhile
 */
export async function awaitTexts(
  lookout: Lookout,
  { real, virtual, settle }: Patience,
  waiting: Waiting,
): Promise<void> {
  const { world, expected } = lookout
  const followsRealTime = world.clock.mode === 'real' || world.clock.mode === 'scaled'
  // Whether a text comes once too often is known in the end alone.
  const isDone = () => expected.times === undefined && lookout.isMet
  await inSlices(lookout.look(), waiting.breathe)
  if (isDone()) return
  const isEnough = followsRealTime ? isDone : () => isDone() || lookout.hasCandidates
  if (real > 0 && !isEnough())
    await happens(world, real, waiting, () => {
      isMetNow(lookout)
      return isEnough()
    })
  if (isDone() || waiting.signal?.aborted) return
  if (!followsRealTime) {
    await advanceOnceFree(world, virtual, {
      signal: waiting.signal,
      until: () => expected.times === undefined && isMetNow(lookout),
    })
    // Who waits for a text finds what is due at the same moment done, as after any advance: the receipts of it above all.
    if (settle) await advanceOnceFree(world, 0, { signal: waiting.signal })
  }
  await inSlices(lookout.look(), waiting.breathe)
}

/** For looks that find little that is new. */
function isMetNow(lookout: Lookout): boolean {
  atOnce(lookout.look())
  return lookout.isMet
}

/** Ends once a test that is made after every entry of the journal is met, after so many real milliseconds, or with the caller. */
function happens(world: World, longest: number, { after, signal }: Waiting, test: () => boolean): Promise<void> {
  const over = new AbortController()
  return new Promise<void>((resolve, reject) => {
    const once = { once: true, signal: over.signal }
    signal?.addEventListener('abort', () => resolve(), once)
    world.clock.ending.addEventListener('abort', () => reject(world.clock.ending.reason as Error), once)
    const endings = [world.journal.watch(() => test() && resolve()), after(longest, resolve)]
    over.signal.addEventListener('abort', () => endings.forEach((end) => end()))
  }).finally(() => over.abort())
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
