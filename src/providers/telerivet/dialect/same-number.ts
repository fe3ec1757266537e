import type { Condition } from '../../../core/store/query.ts'
import type { Row } from '../../../core/store/row.ts'

/**
 * Equality of phone numbers is that of lookups: whatever the spelling. Other conditions stay as they are.
 * @param alike the rows whose number may be a spelling of the same
 */
export function bySpelling(condition: Condition, alike: (written: string) => readonly Row[]): Condition {
  if (condition.field !== 'phone_number' || !Object.hasOwn(AMONG, condition.is)) return condition
  const ids = alike(String(condition.value)).map(({ id }) => id)
  return { field: 'id', is: AMONG[condition.is as keyof typeof AMONG], value: ids }
}

const AMONG = { matches: 'oneOf', differsFrom: 'noneOf' } as const
