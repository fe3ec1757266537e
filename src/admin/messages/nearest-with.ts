const MOST_NEAREST = 3

/** Those that came nearest, with one more that may be among them: the fewest differences first, the newest of equals first. */
export const nearestWith = <N extends { readonly differs: readonly string[] }>(one: N, nearest: readonly N[]): N[] =>
  [one, ...nearest].sort((a, b) => a.differs.length - b.differs.length).slice(0, MOST_NEAREST)
