import type { Static, TObject } from 'typebox'
import * as Type from 'typebox'
import type { Condition } from '../../../core/store/query.ts'
import type { CollectionDefinition } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { Call } from '../../../http/call.ts'
import { type JsonText, jsonList, jsonObject } from '../../../http/json-text.ts'
import { integer, withDefault } from './fields.ts'
import type { Caller } from './caller.ts'

/** Lists are cut by item: offset 705 with limit 10 shows items 706 to 715. */
export const pagingFields = {
  limit: withDefault(integer(1), 20),
  offset: withDefault(integer(0), 0),
}

/** More than this is never shown; the SDKs refuse larger limits before they call. */
const MOST = 20

export const metaSchema = Type.Object(
  {
    limit: Type.Integer(),
    next: Type.Union([Type.String(), Type.Null()], { description: 'Path of the next page.' }),
    offset: Type.Integer(),
    previous: Type.Union([Type.String(), Type.Null()], { description: 'Path of the page before.' }),
    total_count: Type.Integer({ description: 'How many records match.' }),
  },
  { additionalProperties: false, title: 'Meta' },
)

export type Meta = Static<typeof metaSchema>

type Listed<T> = {
  meta: Meta
  objects: T[]
}

export const listSchema = <T extends TObject>(item: T) =>
  Type.Object({ meta: metaSchema, objects: Type.Array(item) }, { additionalProperties: false })

export type ListCall = Call<Caller, { limit: number; offset: number }>

/** One page of rows, newest first. */
export function pageOfRows<R extends Row, T>(
  call: ListCall,
  definition: CollectionDefinition<R>,
  where: Condition[],
  show: (row: R) => JsonText<T>,
): JsonText<Listed<T>> {
  const limit = Math.min(call.query.limit, MOST)
  const page = call.world
    .collection(definition)
    .list({ where, descending: true, skip: call.query.offset, take: limit, count: true })
  return jsonObject({ meta: metaOf(call, limit, page.total), objects: jsonList(page.rows.map(show)) })
}

/** One page of things that are no rows, in their own order. */
export function pageOf<T, V>(
  call: ListCall,
  things: readonly T[],
  show: (thing: T) => JsonText<V>,
): JsonText<Listed<V>> {
  const limit = Math.min(call.query.limit, MOST)
  const shown = things.slice(call.query.offset, call.query.offset + limit)
  return jsonObject({ meta: metaOf(call, limit, things.length), objects: jsonList(shown.map(show)) })
}

function metaOf(call: ListCall, limit: number, total: number): Meta {
  const { offset } = call.query
  return {
    limit,
    next: offset + limit < total ? link(call, limit, offset + limit) : null,
    offset,
    previous: offset > 0 ? link(call, limit, Math.max(0, offset - limit)) : null,
    total_count: total,
  }
}

/** Relative to the origin, with the filters that were given. */
function link({ endpoint, params, rawQuery }: ListCall, limit: number, offset: number): string {
  const query = new URLSearchParams({ limit: String(limit), offset: String(offset) })
  for (const name of Object.keys(endpoint.query)) {
    if (name in pagingFields || !Object.hasOwn(rawQuery, name)) continue
    query.append(name, String(rawQuery[name]))
  }
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return `${path}?${query.toString()}`
}
