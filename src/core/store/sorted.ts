import { placeOf } from './ascending.ts'
import type { Position } from './query.ts'

/** Rows in an order, by their sequences. */
export interface Sorted {
  /** How many there are. */
  readonly length: number
  /** The field whose order it is, if any. */
  readonly field?: string
  /**
   * All from one end on, or from beyond a place; they are found as they are asked for.
   * @param bounds values outside of which nobody wants to see any
   */
  walk(descending: boolean, beyond?: Position, bounds?: Bounds): Iterable<number>
}

/** The least and the greatest value, both among them. */
export interface Bounds {
  readonly least: number
  readonly greatest: number
}

/** Rows in the order in which they came to be. */
export const ascending = (sequences: readonly number[]): Sorted => ({
  length: sequences.length,
  walk: (descending, beyond) => stepping(sequences, startOf(sequences, descending, beyond), descending),
})

/** Goes through a list from a place on, to either of its ends, or to either of two places in it. */
export function* stepping(
  list: readonly number[],
  start: number,
  descending: boolean,
  first = 0,
  last = list.length - 1,
): Iterable<number> {
  const step = descending ? -1 : 1
  for (let at = start; at >= first && at <= last; at += step) yield list[at]!
}

/**
 * Many ascending lists as one, without putting them together: whoever wants a page of them pays for that page.
 * @param lists apart from each other
 * @param length how many there are in all
 */
export const together = (lists: readonly (readonly number[])[], length: number): Sorted => ({
  length,
  walk: (descending, beyond) =>
    merging(
      lists.map((list) => ({ list, at: startOf(list, descending, beyond) })),
      descending ? -1 : 1,
    ),
})

interface Cursor {
  list: readonly number[]
  at: number
}

/** Always the next of all: the cursors stand in a heap, with the one whose turn it is on top. */
function* merging(cursors: readonly Cursor[], step: 1 | -1): Iterable<number> {
  const heap = cursors
    .filter(({ list, at }) => at >= 0 && at < list.length)
    .sort((a, b) => step * (a.list[a.at]! - b.list[b.at]!))
  while (heap.length > 0) {
    const top = heap[0]!
    yield top.list[top.at]!
    top.at += step
    if (top.at < 0 || top.at >= top.list.length) {
      const last = heap.pop()!
      if (heap.length === 0) return
      if (last !== top) heap[0] = last
    }
    sink(heap, step)
  }
}

function sink(heap: Cursor[], step: 1 | -1): void {
  const moved = heap[0]!
  const rank = ({ list, at }: Cursor) => step * list[at]!
  let at = 0
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && rank(heap[child + 1]!) < rank(heap[child]!)) child++
    if (rank(heap[child]!) >= rank(moved)) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = moved
}

function startOf(list: readonly number[], descending: boolean, beyond: Position | undefined): number {
  if (descending) return beyond ? placeOf(list, beyond.sequence) - 1 : list.length - 1
  return beyond ? placeOf(list, beyond.sequence + 1) : 0
}
