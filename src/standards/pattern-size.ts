const COUNT = /^\{(\d+)(?:,(\d*))?\}/
/** A class, an escape, an anchor or any other character: what a repetition is of. */
const ATOM = /^(?:\[\^?\]?(?:\\[^]|[^\]\\])*\]|\\(?:[pPx]\{[^}]*\}|[^])|[^])/u

/**
 * How large the program of a pattern will be at least, in steps: counted repetitions are written out, so that a few
 * characters can make millions. It takes no longer than the pattern is long.
 */
export function sizeOf(source: string): number {
  /** What each open group comes to so far, the whole pattern first. */
  const open = [0]
  let last = 0
  for (let rest = source; rest !== '';) {
    const count = COUNT.exec(rest)
    const part = count?.[0] ?? ATOM.exec(rest)![0]
    rest = rest.slice(part.length)
    const before = last
    if (count) last *= Math.max(1, Number(count[2] || count[1]))
    else if (part === ')') last = open.length > 1 ? open.pop()! : 0
    else if (part === '(') last = 0
    else last = '*+?|'.includes(part) ? last : 1
    if (part === '(') open.push(0)
    else open[open.length - 1]! += count ? last - before : '*+?|'.includes(part) ? 0 : last
  }
  return open.reduce((sum, size) => sum + size, 0)
}
