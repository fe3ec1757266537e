import type { Static, TSchema } from '@sinclair/typebox'
import type { CollectionDefinition } from '../../../core/store/collection.ts'
import type { Condition } from '../../../core/store/query.ts'
import type { Row } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import type { Call, Example } from '../../../http/call.ts'
import { type Endpoint, endpointsFor } from '../../../http/endpoint.ts'
import type { FieldValues, Fields } from '../../../http/field.ts'
import { Written } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import type { Caller } from './auth.ts'
import type { Filters } from './filters.ts'
import { type PageRequest, pageOf, pageSchema, pagingFields, writePage } from './paging.ts'
import { emptySchema } from './schemas.ts'

/** A documented object: where its rows are, and how one is shown. */
export interface Resource<R extends Row, S extends TSchema = TSchema> {
  /** The word for it in sentences. */
  noun: string
  tag: string
  /** The name in paths that stands for one of them. */
  parameter: string
  collection: CollectionDefinition<R>
  schema: S
  view(row: R, world: World): Static<S>
  /** The view as JSON text, where that is worth being quick. */
  write?: (row: R) => string
  /** Whether a row is among those that the caller's path speaks of; by itself, whether it is of the path's project. */
  includes?(row: R, call: AnyCall): boolean
}

type AnyCall = Call<Caller>
type NoFields = Readonly<Record<string, never>>

interface Definition<B extends Fields = NoFields> {
  id: string
  path: string
  summary: string
  description?: string
  /** What the API key's user has to be allowed to do; told in the document, not enforced. */
  permission?: string
  /** A good call; what it changes is named where there is anything to change. */
  example?: (demo: World) => Example<NoFields, NoInfer<B>>
}

/** An operation that departs from the patterns below. */
const define = endpointsFor<Caller>()
export const endpoint: typeof define = (definition) => define(permitted(definition))

function permitted<
  D extends { description?: string; permission?: string; manners?: Readonly<Record<string, unknown>> },
>(definition: D): D {
  const permission = definition.permission ?? (definition.manners?.permission as string | undefined)
  if (permission === undefined) return definition
  const description = [definition.description, `Permission: ${permission}.`].filter(Boolean).join(' ')
  return { ...definition, description, manners: { ...definition.manners, permission } }
}

/** Lists the objects of a project that every given filter keeps. */
export function query<R extends Row, S extends TSchema, O extends Fields = NoFields>(
  resource: Resource<R, S>,
  {
    filters,
    sorts = [],
    parameters,
    within,
    refine,
    ...definition
  }: Definition & {
    filters: Filters
    sorts?: readonly (keyof R & string)[]
    /** Parameters that `within` understands. */
    parameters?: O
    /** What rows have to be besides; by itself, of the path's project. */
    within?: (call: Call<Caller, FieldValues<O>>) => Condition[]
    /** What a filter's condition is for somebody who knows the rows. */
    refine?: (condition: Condition, call: AnyCall) => Condition
  },
): Endpoint {
  const names = Object.keys(filters)
  return endpoint({
    ...definition,
    method: 'get',
    tag: resource.tag,
    query: { ...filters, ...parameters, ...pagingFields(sorts) },
    returns: pageSchema(resource.schema, sorts) as TSchema,
    handle(call) {
      const { world } = call
      const given = call.query as unknown as Record<string, Condition[] | undefined>
      const where = within ? within(call as never) : ofProject(call)
      for (const name of names) {
        const conditions = given[name]
        for (const condition of conditions ?? []) where.push(refine ? refine(condition, call as AnyCall) : condition)
      }
      const rows = world.collection(resource.collection)
      const asked = call.query as unknown as PageRequest
      const { noun, write } = resource
      if (write) return writePage(pageOf(noun, rows, where, asked, (row) => rows.textOf(row, write)))
      return pageOf(noun, rows, where, asked, (row) => resource.view(row, world))
    },
  })
}

export const ofProject = (call: AnyCall): Condition[] => [
  { field: 'project_id', is: 'equals', value: call.caller.project.id },
]

/** Answers one object. */
export function getOne<R extends Row, S extends TSchema>(resource: Resource<R, S>, definition: Definition): Endpoint {
  return endpoint({
    ...definition,
    method: 'get',
    tag: resource.tag,
    returns: resource.schema,
    handle: (call) => show(resource, find(resource, call), call.world),
  })
}

/** One object, as an answer. */
export const show = <R extends Row, S extends TSchema>(
  resource: Resource<R, S>,
  row: R,
  world: World,
): Static<S> | Written => (resource.write ? new Written(resource.write(row)) : resource.view(row, world))

/** Changes what is given of one object, and answers it as it is then. */
export function update<R extends Row, S extends TSchema, B extends Fields>(
  resource: Resource<R, S>,
  {
    body,
    change,
    ...definition
  }: Definition<B> & { body: B; change: (row: R, call: Call<Caller, unknown, FieldValues<B>>) => R },
): Endpoint {
  return endpoint({
    ...definition,
    method: 'post',
    tag: resource.tag,
    body,
    returns: resource.schema,
    handle(call) {
      return resource.view(change(find(resource, call), call as never), call.world)
    },
  })
}

/** Deletes one object, and answers an empty one. */
export function remove<R extends Row>(
  resource: Resource<R>,
  { discard, ...definition }: Definition & { discard: (row: R, call: AnyCall) => void },
): Endpoint {
  return endpoint({
    ...definition,
    method: 'delete',
    tag: resource.tag,
    returns: emptySchema,
    handle(call) {
      discard(find(resource, call), call)
      return {}
    },
  })
}

/** Does something with one object, and answers an object of the same kind. */
export function action<R extends Row, S extends TSchema, B extends Fields = NoFields>(
  resource: Resource<R, S>,
  {
    body,
    act,
    ...definition
  }: Definition<B> & { body?: B; act: (row: R, call: Call<Caller, unknown, FieldValues<B>>) => R },
): Endpoint {
  return endpoint({
    ...definition,
    method: 'post',
    tag: resource.tag,
    ...(body && { body }),
    returns: resource.schema,
    handle: (call) => resource.view(act(find(resource, call), call as never), call.world),
  })
}

/** The object that the path names. @throws Problem `not_found`, also where it belongs to another project. */
export function find<R extends Row>(
  resource: Pick<Resource<R>, 'noun' | 'parameter' | 'collection' | 'includes'>,
  call: AnyCall,
): R {
  const id = call.params[resource.parameter]!
  const row = call.world.collection(resource.collection).get(id)
  const isThere =
    row &&
    (resource.includes
      ? resource.includes(row, call)
      : (row as R & { project_id?: string }).project_id === call.caller.project.id)
  if (!isThere) throw new Problem('not_found', `There is no ${resource.noun} ${JSON.stringify(id)}.`)
  return row
}
