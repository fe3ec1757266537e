/** Where a number stands in an ascending list, or would: the index of the first that is not less. */
export function placeOf(list: readonly number[], number: number): number {
  let low = 0
  let high = list.length
  // New rows come last, and what is looked for is often new.
  if (high > 0 && list[high - 1]! < number) return high
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! < number) low = middle + 1
    else high = middle
  }
  return low
}

export function add(list: number[], number: number): void {
  const at = placeOf(list, number)
  if (at === list.length) list.push(number)
  else if (list[at] !== number) list.splice(at, 0, number)
}

export function remove(list: number[], number: number): void {
  const at = placeOf(list, number)
  if (list[at] === number) list.splice(at, 1)
}

/** Takes many out: only what stands between the first and the last of them is gone through. */
export function removeAll(list: number[], gone: ReadonlySet<number>): void {
  let [least, greatest] = [Infinity, -Infinity]
  for (const number of gone) {
    if (number < least) least = number
    if (number > greatest) greatest = number
  }
  removeBetween(list, gone, placeOf(list, least), placeOf(list, greatest + 1))
}

/** Takes those out that stand from one place to before another. */
export function removeBetween(list: number[], gone: ReadonlySet<number>, from: number, to: number): void {
  let place = from
  for (let at = from; at < to; at++) if (!gone.has(list[at]!)) list[place++] = list[at]!
  if (place < to) list.splice(place, to - place)
}

/** Two ascending lists as one. */
export function merged(one: readonly number[], other: readonly number[]): number[] {
  if (one.length === 0 || other.length === 0 || one.at(-1)! < other[0]!) return one.concat(other)
  return one.concat(other).sort((a, b) => a - b)
}
