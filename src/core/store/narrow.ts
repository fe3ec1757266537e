import { nameOf } from './field-path.ts'
import type { Condition } from './query.ts'
import type { RowIndex } from './row-index.ts'

export const NOTHING = Symbol('no row can match')

/** The candidates that a condition leaves, by their sequences, ascending. */
interface Narrowed {
  by: Condition
  sequences: readonly number[]
}

/** The smallest set of candidates that a condition on an indexed field gives; undefined where none is indexed. */
export function narrow(
  indexes: readonly RowIndex[],
  where: readonly Condition[],
): Narrowed | typeof NOTHING | undefined {
  let best: Narrowed | undefined
  for (const condition of where) {
    if (condition.is !== 'equals') continue
    const name = nameOf(condition.field)
    const index = indexes.find((one) => one.name === name)
    if (!index) continue
    const sequences = index.get(condition.value)
    if (sequences.length === 0) return NOTHING
    if (!best || sequences.length < best.sequences.length) best = { by: condition, sequences }
  }
  return best
}
