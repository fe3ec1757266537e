import { type Static, type TSchema, Type } from '@sinclair/typebox'
import type { Collection } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import type { Example } from '../../../http/call.ts'
import { type Endpoint, endpointsFor } from '../../../http/endpoint.ts'
import type { FieldValues, Fields } from '../../../http/field.ts'
import { Reply, type Written } from '../../../http/message.ts'
import type { Caller, RapidproCall } from './caller.ts'
import type { BodyField } from './fields.ts'
import { textFilter } from './filters.ts'
import type { Manners } from './manners.ts'
import { type Selection, pageOf, pageSchema, writePage } from './paging.ts'

/** Types an endpoint that departs from the patterns below. */
export const endpoint = endpointsFor<Caller>()

export type BodyFields = Readonly<Record<string, BodyField<unknown>>>

interface Common {
  id: string
  path: string
  summary: string
  description?: string
  tag: string
  /** What the hourly limits count it under. */
  scope: string
}

interface List<R extends Row, F extends Fields, S extends TSchema> extends Common {
  of: S
  filters: F
  /** Filters of which at most one may be there. */
  exclusive?: readonly (keyof F & string)[]
  rows: (world: World) => Collection<R>
  /** What the filters ask for. */
  select: (call: RapidproCall<FieldValues<F>>) => Selection<R>
  /** Makes what shows one row to this caller. */
  view: (call: RapidproCall<FieldValues<F>>) => (row: R) => Static<S>
  /** The same as JSON text, where that is worth being quick. */
  write?: (call: RapidproCall<FieldValues<F>>) => (row: R) => string
}

const cursor = textFilter('Where the page begins, as `next` and `previous` carry it.')

/** GET: rows in pages of 250, newest first. */
export function list<R extends Row, F extends Fields, S extends TSchema>({
  of,
  filters,
  exclusive,
  rows,
  select,
  view,
  write: toText,
  ...common
}: List<R, F, S>): Endpoint {
  return endpoint({
    ...common,
    method: 'get',
    query: { ...filters, cursor },
    returns: pageSchema(of),
    manners: { exclusive },
    handle: (call) => {
      const asked = call as unknown as RapidproCall<FieldValues<F>>
      const from = rows(call.world)
      if (toText) return writePage(pageOf(asked, from, select(asked), toText(asked)))
      return pageOf(asked, from, select(asked), view(asked)) as never
    },
  })
}

interface Write<R extends Row, L extends Fields, B extends BodyFields, S extends TSchema> extends Common {
  of: S
  body: B
  example: (demo: World) => Example<NoInfer<L>, NoInfer<B>>
  /** Parameters of the URL of which one may name the row to change. */
  lookup?: Lookup<R, L>
  guard?: Manners['guard']
  rule?: (call: RapidproCall<FieldValues<L>, FieldValues<B>>) => string | undefined
  create: (call: RapidproCall<FieldValues<L>, FieldValues<B>>) => Static<S> | Written
  update?: (call: RapidproCall<FieldValues<L>, FieldValues<B>>, row: R) => Static<S>
}

interface Lookup<R extends Row, L extends Fields> {
  parameters: L
  /** The row that the URL names, if any. @throws Problem */
  find: (call: RapidproCall<FieldValues<L>>) => R | undefined
}

/** POST: creates a row (201), or changes the one that a lookup parameter names (200). */
export function write<R extends Row, L extends Fields, B extends BodyFields, S extends TSchema>({
  of,
  body,
  lookup,
  guard,
  rule,
  create,
  update,
  ...common
}: Write<R, L, B, S>): Endpoint {
  const manners = { find: lookup?.find, guard, rule } as unknown as Manners
  return endpoint({
    ...common,
    method: 'post',
    ...(lookup && { query: lookup.parameters, alsoReturns: { 200: of } }),
    body,
    bodyMedia: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
    returns: of,
    status: 201,
    manners: manners as Record<string, unknown>,
    handle: (call) => {
      const asked = call as unknown as RapidproCall<FieldValues<L>, FieldValues<B>>
      const target = call.caller.target as R | undefined
      return target && update ? new Reply(200, update(asked, target)) : create(asked)
    },
  })
}

interface Remove<R extends Row, L extends Fields> extends Common {
  example: (demo: World) => Example<NoInfer<L>>
  lookup: Lookup<R, L>
  guard?: Manners['guard']
  remove: (call: RapidproCall<FieldValues<L>>, row: R) => void
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
    handle: (call) => take(call as unknown as RapidproCall<FieldValues<L>>, call.caller.target as R),
  })
}

/** GET: one object, without an envelope. */
export function show<S extends TSchema>({
  of,
  view,
  credentialsFirst,
  ...common
}: Common & { of: S; credentialsFirst?: boolean; view: (call: RapidproCall) => Static<S> }): Endpoint {
  return endpoint({
    ...common,
    method: 'get',
    returns: of,
    manners: { credentialsFirst },
    handle: (call) => view(call) as never,
  })
}

/** A value that may be null, for what answers hold. */
export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
