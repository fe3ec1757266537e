import type { Condition } from '../../../core/store/query.ts'
import type { World } from '../../../core/world.ts'
import { type Field, described } from '../../../http/field.ts'
import { subaccountBy } from '../subaccounts/subaccount.ts'
import { optional, text, time } from './fields.ts'
import type { Span } from './time.ts'

/** A list's parameter: how it is read, and what a row has to be for it. */
interface Filter<T = unknown> {
  field: Field<T | undefined>
  where(value: T, world: World): Condition[]
}

// Each filter is typed by its own value; a table of them holds values of any type.
type AnyFilter = Filter<never>
export type Filters = Readonly<Record<string, AnyFilter>>

export function filter<T>(
  field: Field<T>,
  description: string,
  where: (value: T, world: World) => Condition[],
): AnyFilter {
  return { field: optional(described(field, description)), where } as AnyFilter
}

/** The row's field has to be what is asked for. */
export const equals = <T>(inner: Field<T>, field: Condition['field'], description: string): AnyFilter =>
  filter(inner, description, (value) => [{ field, is: 'equals', value }])

/** Fits no row: what is asked for is something that nothing here has. */
export const nobody: Condition = { field: 'id', is: 'equals', value: '' }

/** An id of nobody leads to an empty list. */
export const subaccountFilter = filter(
  text(64),
  'Only what belongs to this subaccount (its auth id).',
  (authId, world) => [{ field: 'owner', is: 'equals', value: subaccountBy(world, authId)?.id ?? 'nobody' }],
)

/** `name`, `name__gt`, `name__gte`, `name__lt` and `name__lte` over a field in microseconds. */
export function timeFilters<const N extends string>(
  name: N,
  field: string,
): Record<N | `${N}__${'gt' | 'gte' | 'lt' | 'lte'}`, AnyFilter> {
  const compare = (is: 'above' | 'atLeast' | 'below' | 'atMost', description: string) =>
    filter(time(), description, ({ from }: Span) => [{ field, is, value: from }])
  return {
    [name]: filter(time(), 'UTC; a time without seconds means that whole minute.', ({ from, until }) => [
      { field, is: 'atLeast', value: from },
      { field, is: 'below', value: until },
    ]),
    [`${name}__gt`]: compare('above', 'Later than this.'),
    [`${name}__gte`]: compare('atLeast', 'At this time or later.'),
    [`${name}__lt`]: compare('below', 'Earlier than this.'),
    [`${name}__lte`]: compare('atMost', 'At this time or earlier.'),
  } as Record<N | `${N}__${'gt' | 'gte' | 'lt' | 'lte'}`, AnyFilter>
}

export function conditionsOf(filters: Filters, values: Record<string, unknown>, world: World): Condition[] {
  const conditions: Condition[] = []
  for (const name in values) {
    if (Object.hasOwn(filters, name)) conditions.push(...filters[name]!.where(values[name] as never, world))
  }
  return conditions
}
