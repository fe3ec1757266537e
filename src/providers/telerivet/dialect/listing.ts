import type { Condition } from '../../../core/store/query.ts'
import type { FieldCall, Fields } from '../../../http/field.ts'
import type { Caller } from './auth.ts'
import type { Filters } from './filters.ts'

/** As much of a call as says which rows are meant: a task asks it again, long after the call. */
export type Asking<Q = unknown> = FieldCall<Pick<Caller, 'project'>, Q>

/** What a list can be asked, whoever asks. */
export interface Listing<C = Asking> {
  filters: Filters
  /** Parameters that `within` understands. */
  parameters?: Fields
  /** What rows have to be besides; by itself, of the project. */
  within?: ((call: C) => Condition[]) | undefined
  /** What a filter's condition is for somebody who knows the rows. */
  refine?: ((condition: Condition, call: C) => Condition) | undefined
}

export const ofProject = ({ caller }: Pick<Asking, 'caller'>): Condition[] => [
  { field: 'project_id', is: 'equals', value: caller.project.id },
]

/** All that was asked of rows, once its fields were read. */
export function conditionsOf<C extends Asking>(
  { filters, within = ofProject, refine }: Listing<C>,
  call: C,
): Condition[] {
  const given = call.query as Readonly<Record<string, unknown>>
  const where = within(call)
  for (const name in filters)
    for (const condition of (given[name] as Condition[] | undefined) ?? [])
      where.push(refine ? refine(condition, call) : condition)
  return where
}
