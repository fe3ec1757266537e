import { type Slices, inSlices } from '../core/slices.ts'
import type { World } from '../core/world.ts'

/**
 * Does long work of a call in slices: others have their turn in between, and what it does has the call as its cause.
 * @param cause the call's line in the journal
 */
export const inSlicesOf = <T>({ journal, clock }: World, cause: number | null, work: Slices<T>): Promise<T> =>
  inSlices({ next: () => journal.within(cause, () => work.next()) }, () => clock.breathe())
