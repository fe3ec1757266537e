import type { Slices } from '../core/slices.ts'
import type { World } from '../core/world.ts'

/**
 * Does long work of a call in slices: others have their turn in between, and what it does has the call as its cause.
 * @param cause the call's line in the journal
 */
export async function inSlicesOf<T>(world: World, cause: number | null, work: Slices<T>): Promise<T> {
  for (;;) {
    const { done, value } = world.journal.within(cause, () => work.next())
    if (done) return value
    const pause = world.clock.ports.breathe()
    if (pause) await pause
  }
}
