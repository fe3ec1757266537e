import type { TObject, TSchema } from 'typebox'
import * as Type from 'typebox'
import type { CollectionDefinition } from '../../../core/store/collection.ts'
import type { Condition } from '../../../core/store/query.ts'
import type { Call } from '../../../http/call.ts'
import type { Endpoint } from '../../../http/endpoint.ts'
import { type Fields, described } from '../../../http/field.ts'
import type { View } from '../../../http/view.ts'
import { type Caller, confinedTo, type Owned } from './caller.ts'
import { optional, webAddress, webhookMethod } from './fields.ts'
import { conditionsOf, type Filters } from './filters.ts'
import type { Manners } from './manners.ts'
import { listSchema, pageOfRows, pagingFields } from './paging.ts'

/** Where everything of an account is found. */
export const ACCOUNT = '/v1/Account/{auth_id}'

/** An endpoint whose answer does not speak of the `api_id`, which every answer carries. */
export function endpoint<
  Q extends Fields = Record<string, never>,
  B extends Fields = Record<string, never>,
  R extends TObject = TObject,
>(definition: Endpoint<Caller, Q, B, R, Manners>): Endpoint {
  const { body, returns, manners } = definition
  return {
    ...definition,
    ...(body &&
      !manners?.upload && {
        body: { ...body, ...ASYNCHRONOUS },
        bodyMedia: ['application/json', 'application/x-www-form-urlencoded'],
      }),
    returns: returns && withApiId(returns),
  } as Endpoint
}

/** Any POST may ask to be carried out later, with its answer posted there; textbed refuses to. */
const ASYNCHRONOUS = {
  callback_url: described(optional(webAddress()), 'Asynchronous mode, which is not simulated: refused with 501.'),
  callback_method: optional(webhookMethod()),
}

const withApiId = (schema: TObject): TObject =>
  Type.Object(
    { api_id: Type.String({ format: 'uuid', description: 'Fresh in each answer.' }), ...schema.properties },
    { additionalProperties: false },
  )

interface List<R extends Owned> {
  id: string
  path: string
  tag: string
  summary: string
  view: View<R, string>
  rows: CollectionDefinition<R>
  filters: Filters
  /** What is always asked for, besides the caller's own. */
  where?: (call: Call<Caller>) => Condition[]
  /** The variant of the view that the caller sees; by itself, that of its auth id. */
  variant?: (call: Call<Caller>) => string
}

/** A list of what is the caller's own, newest first. */
export function list<R extends Owned>({
  id,
  path,
  tag,
  summary,
  view,
  rows,
  filters,
  where,
  variant = ({ caller }) => caller.authId,
}: List<R>): Endpoint {
  const query: typeof pagingFields = {
    ...pagingFields,
    ...Object.fromEntries(Object.entries(filters).map(([name, { field }]) => [name, field])),
  }
  return endpoint({
    id,
    method: 'get',
    path,
    tag,
    summary,
    query,
    returns: listSchema(view.schema) as TObject,
    handle: (call) => {
      const { world, caller } = call
      const asked = conditionsOf(filters, call.query, world)
      const conditions = [...confinedTo(caller), ...(where?.(call) ?? []), ...asked]
      const wanted = variant(call)
      return pageOfRows(call, rows, conditions, (row) => view.remembered(row, world, wanted))
    },
  })
}

/** What most changes answer. */
export const changedSchema = Type.Object(
  { message: Type.String({ examples: ['changed'] }) },
  { additionalProperties: false, title: 'Changed' },
)
export const CHANGED = 'changed'

export const nullable = <T extends TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description })
