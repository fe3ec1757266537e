/** Less than zero where the first stands before the second; never 0. */
type Compare<T> = (a: T, b: T) => number

/**
 * What would stand in a list from one place to another if all of it were sorted: whoever wants a page of a hundred
 * thousand pays for going through them a few times, wherever the page lies. The list is left in some other order.
 */
export function sortedPart<T>(list: T[], from: number, to: number, compare: Compare<T>): T[] {
  divide(list, from, compare)
  divide(list, to, compare, from)
  return list.slice(from, to).sort(compare)
}

/** Going through so many times a list's length is enough, unless the halves are bad ones again and again. */
const ENOUGH = 8

/**
 * Moves what would stand before a place, if all were sorted, before it, and the rest behind.
 * @param done what would stand before here does so already
 */
export function divide<T>(list: T[], place: number, compare: Compare<T>, done = 0): void {
  let low = done
  let high = list.length - 1
  if (place <= low || place > high) return
  for (let gone = 0; low < high; gone += high - low) {
    if (gone > ENOUGH * list.length) {
      const rest = list.slice(low, high + 1).sort(compare)
      for (const [at, one] of rest.entries()) list[low + at] = one
      return
    }
    const [left, right] = partition(list, low, high, compare)
    if (place <= right) high = right
    else if (place >= left) low = left
    else return
  }
}

/** Puts what is not after the one in the middle up to the second place, and what is not before it from the first on. */
function partition<T>(list: T[], low: number, high: number, compare: Compare<T>): [left: number, right: number] {
  const middle = list[(low + high) >> 1]!
  let left = low
  let right = high
  while (left <= right) {
    while (compare(list[left]!, middle) < 0) left++
    while (compare(list[right]!, middle) > 0) right--
    if (left > right) break
    const one = list[left]!
    list[left++] = list[right]!
    list[right--] = one
  }
  return [left, right]
}
