import { BrokenPattern, compilePattern } from '../../../standards/patterns.ts'
import type { Budget } from './budget.ts'
import { ErrorValue } from './values.ts'

/** What finding costs grows with the text and with the pattern: such a product is no longer tried. */
const LARGEST = 1000

/**
 * What a pattern finds first in a text: all of it, or a group of it, empty where that took no part. Case does not count,
 * and lines begin and end at their breaks.
 */
export function matchOf(text: string, pattern: string, group: number, budget: Budget): string | ErrorValue {
  const size = sizeOf(pattern)
  if (size > LARGEST) return new ErrorValue('invalid regular expression')
  budget.spend(500 + 10 * size + text.length * (10 + size / 10))
  const found = find(text, pattern)
  if (found === undefined) return new ErrorValue('invalid regular expression')
  const match = found[group]
  return match === undefined ? new ErrorValue('invalid regular expression group') : (match ?? '')
}

/** What a pattern is as long as, once what is repeated is written out. */
function sizeOf(pattern: string): number {
  let times = 1
  for (const [, least, most] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    times += Math.max(Number(least), Number(most ?? 0))
  return pattern.length * times
}

/** Nothing at all where the pattern is none. */
function find(text: string, pattern: string): readonly (string | null)[] | undefined {
  try {
    return compilePattern(pattern, 'im').find(text) ?? []
  } catch (error) {
    if (error instanceof BrokenPattern) return undefined
    throw error
  }
}
