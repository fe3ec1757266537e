import type { Row } from '../../../core/store/row.ts'

/** Names of the fields of which another value is given than the row has: what is the same again does not move `time_updated`. */
export const changedFields = <R extends Row>(row: R, given: Partial<Omit<R, keyof Row>>): string[] =>
  (Object.keys(given) as (keyof R & keyof typeof given & string)[]).filter((name) => given[name] !== row[name])
