import { nameOf } from './field-path.ts'
import { fold } from './operators.ts'
import type { Condition } from './query.ts'
import type { RowIndex } from './row-index.ts'

export const NOTHING = Symbol('no row can match')

/** The candidates that a condition leaves, by their sequences, ascending. */
interface Narrowed {
  /** The condition that all of them meet; undefined where it still has to be asked of each. */
  by: Condition | undefined
  sequences: readonly number[]
}

/** The smallest set of candidates that a condition on an indexed field gives; undefined where none is indexed. */
export function narrow(
  indexes: readonly RowIndex[],
  where: readonly Condition[],
): Narrowed | typeof NOTHING | undefined {
  let best: Narrowed | undefined
  for (const condition of where) {
    const narrowed = narrowedBy(indexes, condition, best?.sequences.length ?? Infinity)
    if (!narrowed) continue
    if (narrowed.sequences.length === 0) return NOTHING
    best = narrowed
  }
  return best
}

/** What an index knows of a condition, where that is less than so many candidates. */
function narrowedBy(indexes: readonly RowIndex[], condition: Condition, most: number): Narrowed | undefined {
  const values = VALUES[condition.is]?.(condition.value)
  if (!values) return undefined
  const name = nameOf(condition.field)
  const index = indexes.find((one) => one.name === name && one.folds === FOLDED.has(condition.is))
  if (!index) return undefined
  const lists = values.map((value) => index.get(value)).filter(({ length }) => length > 0)
  const many = lists.reduce((sum, { length }) => sum + length, 0)
  if (many >= most && many > 0) return undefined
  return { by: EXACT.has(condition.is) ? condition : undefined, sequences: union(lists, many) }
}
