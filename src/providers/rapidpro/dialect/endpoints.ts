import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import type { Collection } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import type { Example } from '../../../http/call.ts'
import { type Endpoint, endpointsFor } from '../../../http/endpoint.ts'
import type { FieldValues, Fields } from '../../../http/field.ts'
import { Reply } from '../../../http/message.ts'
import type { View } from '../../../http/view.ts'
import type { Caller, RapidproCall } from './caller.ts'
import type { BodyFields } from './fields.ts'
import { textFilter } from './filters.ts'
import type { Manners } from './manners.ts'
import { type Selection, pageOf, pageSchema } from './paging.ts'

/** Types an endpoint that departs from the patterns below. */
export const endpoint = endpointsFor<Caller, Manners>()

interface Common {
  id: string
  path: string
  summary: string
  description?: string
  tag: string
  /** What the hourly limits count it under. */
  scope: string
}

interface List<R extends Row, F extends Fields, V> extends Common {
  view: View<R, V>
  filters: F
  /** Filters of which at most one may be there. */
  exclusive?: readonly (keyof F & string)[]
  rows: (world: World) => Collection<R>
  /** What the filters ask for. */
  select: (call: RapidproCall<FieldValues<F>>) => Selection<R>
  /** The variant of the view that the caller asks for. */
  variant?: (call: RapidproCall<FieldValues<F>>) => V
}

const cursor = textFilter('Where the page begins, as `next` and `previous` carry it.')

/** GET: rows in pages of 250, newest first. */
export function list<R extends Row, F extends Fields, V>({
  view,
  filters,
  exclusive,
  rows,
  select,
  variant,
  ...common
}: List<R, F, V>): Endpoint {
  const query: F = { ...filters, cursor }
  return endpoint({
    ...common,
    method: 'get',
    query,
    returns: pageSchema(view.schema),
    manners: { exclusive },
    handle: (call) => {
      const wanted = variant?.(call) as V
      return pageOf(call, rows(call.world), select(call), (row) => view.remembered(row, call.world, wanted))
    },
  })
}

interface Write<R extends Row, L extends Fields, B extends BodyFields, V> extends Common {
  view: View<R, V>
  /** The variant of the view that the caller gets. */
  variant?: (call: RapidproCall<FieldValues<L>, FieldValues<B>>) => V
  body: B
  example: (demo: World) => Example<NoInfer<L>, NoInfer<B>>
  /** Parameters of the URL of which one may name the row to change. */
  lookup?: Lookup<R, L>
  guard?: Manners['guard']
  rule?: (call: RapidproCall<FieldValues<L>, FieldValues<B>>) => string | undefined
  create: (call: RapidproCall<FieldValues<L>, FieldValues<B>>) => R
  update?: (call: RapidproCall<FieldValues<L>, FieldValues<B>>, row: R) => R | Promise<R>
}

interface Lookup<R extends Row, L extends Fields> {
  parameters: L
  /** The row that the URL names, if any. @throws Problem */
  find: (call: RapidproCall<FieldValues<L>>) => R | undefined
}

/** POST: creates a row (201), or changes the one that a lookup parameter names (200). */
export function write<R extends Row, L extends Fields, B extends BodyFields, V = void>({
  view,
  variant,
  body,
  lookup,
  guard,
  rule,
  create,
  update,
  ...common
}: Write<R, L, B, V>): Endpoint {
  return endpoint({
    ...common,
    method: 'post',
    query: lookup?.parameters,
    ...(lookup && { alsoReturns: { 200: view.schema } }),
    body,
    bodyMedia: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
    returns: view.schema,
    status: 201,
    manners: { find: lookup?.find, guard, rule },
    handle: (call) => {
      const target = call.caller.target as R | undefined
      const shown = (row: R) => view.json(row, call.world, variant?.(call) as V)
      if (!target || !update) return shown(create(call))
      const changed = update(call, target)
      const changedNow = (row: R) => new Reply(200, shown(row))
      return changed instanceof Promise ? changed.then(changedNow) : changedNow(changed)
    },
  })
}

interface Remove<R extends Row, L extends Fields> extends Common {
  example: (demo: World) => Example<NoInfer<L>>
  lookup: Lookup<R, L>
  guard?: Manners['guard']
  remove: (call: RapidproCall<FieldValues<L>>, row: R) => void | Promise<void>
}

/** DELETE: takes away the row that a lookup parameter names, which has to be there (204). */
export function remove<R extends Row, L extends Fields>({
  lookup,
  guard,
  remove: take,
  ...common
}: Remove<R, L>): Endpoint {
  return endpoint({
    ...common,
    method: 'delete',
    query: lookup.parameters,
    returns: null,
    status: 204,
    manners: { find: lookup.find, guard },
    handle: (call) => take(call, call.caller.target as R),
  })
}

/** GET: one object, without an envelope. */
export function show<R>({
  view,
  row,
  credentialsFirst,
  ...common
}: Common & { view: View<R>; row: (call: RapidproCall) => R; credentialsFirst?: boolean }): Endpoint {
  return endpoint({
    ...common,
    method: 'get',
    returns: view.schema,
    manners: { credentialsFirst },
    handle: (call) => view.json(row(call), call.world),
  })
}

/** A value that may be null, for what answers hold. */
export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
