import { type Slices, inSlices } from '../core/slices.ts'
import type { World } from '../core/world.ts'

/**
 * Does long work of a call in slices: others have their turn in between, and what it does has the call as its cause.
 * @param cause the call's line in the journal
 * @param end what is still to be done with its answer; whoever awaits the work instead does that without a cause
 */
export const inSlicesOf = <T, E = T>(
  { journal, clock }: World,
  cause: number | null,
  work: Slices<T>,
  end = (answer: T): E => answer as unknown as E,
): Promise<E> => inSlices({ next: () => journal.within(cause, () => ended(work.next(), end)) }, () => clock.breathe())

const ended = <T, E>(slice: IteratorResult<void, T>, end: (answer: T) => E): IteratorResult<void, E> =>
  slice.done ? { done: true, value: end(slice.value) } : slice
