import type { Row } from '../../../core/store/row.ts'

/** Whether any of the given values is another than the row's: what is the same again does not move `time_updated`. */
export const isChange = <R extends Row>(row: R, given: Partial<Omit<R, keyof Row>>): boolean =>
  (Object.keys(given) as (keyof R & keyof typeof given)[]).some((name) => given[name] !== row[name])
