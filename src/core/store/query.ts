import type { Operator } from './operators.ts'
import type { Row } from './row.ts'

/** One neutral filter: what a field of a row has to be. A path of two names reaches into an object (`vars`, `age`). */
export interface Condition {
  field: string | readonly [string, string]
  is: Operator
  value?: unknown
}

/** A place between rows in some order: the sort value and sequence of the row that was shown last. */
export interface Position {
  value: SortValue
  sequence: number
}

export type SortValue = string | number | null

/** The whole question, in no provider's words. */
export interface ListQuery {
  where?: readonly Condition[]
  /** The field to sort by; without it, the order in which rows came to be. Ties keep that order too. */
  sort?: string | undefined
  descending?: boolean | undefined
  /** Show only what lies beyond this place; the row that was there may be gone by now. */
  beyond?: Position | undefined
  skip?: number | undefined
  take: number
  /** Also walk all matches to count them. */
  count?: boolean | undefined
}

/** The plain truth about one page; how a provider words it is its dialect's business. */
export interface Page<R extends Row> {
  rows: R[]
  /** Whether at least one more match lies beyond this page. */
  more: boolean
  /** How many rows match in all; only where it was asked for. */
  total: number
  /** The place of the page's last row, if it has any. */
  last: Position | undefined
}
