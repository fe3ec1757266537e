import { BrokenPattern, type Pattern, compilePattern } from '../../../standards/patterns.ts'
import { type Budget, UNITS } from './budget.ts'
import { ErrorValue } from './values.ts'

/** What reading a pattern costs. */
const READING = 500

/**
 * What a pattern finds first in a text: all of it, or a group of it, empty where that took no part. Case does not count,
 * and lines begin and end at their breaks. A text that a pattern just reaches over costs a whole budget.
 */
export function matchOf(text: string, written: string, group: number, budget: Budget): string | ErrorValue {
  budget.spend(READING)
  const pattern = read(written)
  if (!pattern) return new ErrorValue('invalid regular expression')
  budget.spend((text.length / pattern.reach) * UNITS)
  const match = pattern.find(text)?.[group]
  return match === undefined ? new ErrorValue('invalid regular expression group') : (match ?? '')
}

/** Undefined where it is no pattern, or one that is too large. */
function read(written: string): Pattern | undefined {
  try {
    return compilePattern(written, 'im')
  } catch (error) {
    if (error instanceof BrokenPattern) return undefined
    throw error
  }
}
