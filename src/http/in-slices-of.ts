import { type Slices, inSlices } from '../core/slices.ts'
import type { World } from '../core/world.ts'

/**
 * Does long work in slices: others have their turn in between, and what it does has the cause that is in force now, such as
 * the call.
 * @param end what is still to be done with its answer; whoever awaits the work instead does that without a cause
 */
export function inSlicesOf<T, E = T>(
  { journal, clock }: World,
  work: Slices<T>,
  end = (answer: T): E => answer as unknown as E,
): Promise<E> {
  const { cause } = journal
  return inSlices({ next: () => journal.within(cause, () => ended(work.next(), end)) }, () => clock.breathe())
}

const ended = <T, E>(slice: IteratorResult<void, T>, end: (answer: T) => E): IteratorResult<void, E> =>
  slice.done ? { done: true, value: end(slice.value) } : slice
