/** Work in slices: it yields where others may have their turn. */
export type Slices<T> = Generator<void, T>

export const isInSlices = (work: unknown): work is Slices<void> =>
  typeof work === 'object' && work !== null && 'next' in work

/** So much of a long list is gone through in one go, which takes less than a millisecond. */
const SLICE = 100

/** Does something with each of many, in slices. */
export function* each<T>(values: Iterable<T>, act: (value: T, at: number) => void): Slices<void> {
  let at = 0
  for (const value of values) {
    act(value, at)
    if (++at % SLICE === 0) yield
  }
}

/** So many of those that are left are done with in one go. */
const TOGETHER = 200

/** Does something with all of a long list, so many in one go. */
export function* together<T>(values: readonly T[], act: (some: T[]) => void): Slices<void> {
  for (let from = 0; from < values.length; from += TOGETHER) {
    act(values.slice(from, from + TOGETHER))
    yield
  }
}

/**
 * Does something with all of a list that loses them by it, the last first: those before them keep their places. What comes
 * to stand there meanwhile is done with, too.
 * @param most how many in one go: more than usual where a few cost about as much as many
 */
export function* emptied<T>(
  left: () => { slice(from: number): T[] },
  act: (some: T[]) => void,
  most = TOGETHER,
): Slices<void> {
  for (let some = left().slice(-most); some.length > 0; some = left().slice(-most)) {
    act(some)
    yield
  }
}

/** Does work to its end, with others having their turn between its slices. */
export async function inSlices<T>(work: Pick<Slices<T>, 'next'>, breathe: () => Promise<void> | undefined): Promise<T> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    const pause = breathe()
    if (pause) await pause
  }
}

/** Does work to its end in one go. */
export function atOnce<T>(work: Slices<T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** Puts many in an order, in slices: runs are sorted, and then merged two by two. */
export function* sorted<T>(values: readonly T[], compare: (a: T, b: T) => number): Slices<T[]> {
  let runs: T[][] = []
  for (let from = 0; from < values.length; from += SLICE) {
    runs.push(values.slice(from, from + SLICE).sort(compare))
    if (runs.length % 16 === 0) yield
  }
  while (runs.length > 1) {
    const next: T[][] = []
    for (let at = 0; at < runs.length; at += 2)
      next.push(at + 1 < runs.length ? yield* merged(runs[at]!, runs[at + 1]!, compare) : runs[at]!)
    runs = next
  }
  return runs[0] ?? []
}

function* merged<T>(one: readonly T[], other: readonly T[], compare: (a: T, b: T) => number): Slices<T[]> {
  const both: T[] = []
  for (let a = 0, b = 0; a < one.length || b < other.length;) {
    const isOne = b === other.length || (a < one.length && compare(one[a]!, other[b]!) <= 0)
    both.push(isOne ? one[a++]! : other[b++]!)
    if (both.length % 1000 === 0) yield
  }
  return both
}
