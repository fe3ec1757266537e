import type { JsonText } from './json-text.ts'

/** Characters of JSON that the objects on one page have together, at most, so that a page keeps nobody waiting. */
export const LONGEST_PAGE = 8_000_000

/**
 * As many as one page holds: all of them as a rule, the first at least, and no more once they are long enough together.
 * What is beyond is not even shown.
 */
export function onOnePage<T, V>(things: Iterable<T>, show: (thing: T) => JsonText<V>): JsonText<V>[] {
  const page: JsonText<V>[] = []
  let length = 0
  for (const thing of things) {
    const shown = show(thing)
    length += shown.text.length
    if (length > LONGEST_PAGE && page.length > 0) break
    page.push(shown)
  }
  return page
}
