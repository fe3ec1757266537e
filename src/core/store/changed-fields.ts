import type { Row } from './row.ts'

/** Names of the fields of which another value is given than the row has. Lists and objects are the same where their JSON is. */
export const changedFields = <R extends Row>(row: R, given: Partial<Omit<R, keyof Row>>): string[] =>
  (Object.keys(given) as (keyof R & keyof typeof given & string)[]).filter((name) => !isSame(given[name], row[name]))

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
