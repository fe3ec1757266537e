import type { TSchema } from 'typebox'
import type { Condition } from '../../../core/store/query.ts'
import type { Row } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import type { Call, Example } from '../../../http/call.ts'
import { type Endpoint, endpointsFor } from '../../../http/endpoint.ts'
import type { Field, FieldValues, Fields } from '../../../http/field.ts'
import { Problem } from '../../../http/problem.ts'
import type { Permission } from '../api-keys/permissions.ts'
import type { Project } from '../projects/project.ts'
import type { Caller } from './auth.ts'
import type { Filters } from './filters.ts'
import { type Listing, conditionsOf } from './listing.ts'
import { pageOf, pageSchema, pagingFields } from './paging.ts'
import { type Resource, parameterOf } from './resource.ts'
import { emptySchema } from './schemas.ts'

type AnyCall = Call<Caller>
type NoFields = Readonly<Record<string, never>>

interface Definition<B extends Fields = NoFields> {
  id: string
  path: string
  summary: string
  description?: string
  /** What the API key has to be allowed. */
  permission?: Permission
  /** A good call; what it changes is named where there is anything to change. */
  example?: (demo: World) => Example<NoFields, NoInfer<B>>
}

/** What an endpoint tells the dialect about itself. */
interface Manners {
  readonly permission?: Permission
  /** How many messages a call makes. Of a group nobody knows beforehand how many it reaches. */
  readonly makes?: (body: never) => number
}

const define = endpointsFor<Caller, Manners>()

/** An operation that departs from the patterns below. The document says what the API key has to be allowed. */
export function endpoint<Q extends Fields = NoFields, B extends Fields = NoFields, R extends TSchema = TSchema>({
  permission,
  makes,
  ...definition
}: Endpoint<Caller, Q, B, R> &
  Pick<Definition, 'permission'> & { makes?: (body: FieldValues<B>) => number }): Endpoint {
  if (permission === undefined) return define(definition)
  const description = [definition.description, `Permission: ${permission}.`].filter(Boolean).join(' ')
  return define({ ...definition, description, manners: { permission, makes } })
}

/** What an API key has to be allowed for an operation to be carried out, if anything. */
export const permissionOf = ({ manners = NONE }: Endpoint): Permission | undefined => manners.permission

/** How many messages such a call makes, if it is there to make any. */
export const messagesMadeBy = ({ manners = NONE }: Endpoint): Manners['makes'] => manners.makes

const NONE: Manners = {}

/** Lists the objects of a project that every given filter keeps. */
export function query<R extends Row, O extends Fields = NoFields>(
  resource: Resource<R>,
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
  // How the others are read, the filters themselves say, and `within`.
  const fields: ReturnType<typeof pagingFields> = { ...filters, ...parameters, ...pagingFields(sorts) }
  return endpoint({
    ...definition,
    method: 'get',
    tag: resource.tag,
    query: fields,
    returns: pageSchema(resource.view.schema, sorts) as TSchema,
    handle(call) {
      const { world } = call
      const where = conditionsOf({ filters, within, refine } as Listing<typeof call>, call)
      const rows = world.collection(resource.collection)
      const { noun, view } = resource
      return pageOf(noun, rows, where, call.query, (row) => view.remembered(row, world))
    },
  })
}

/** Answers one object. */
export function getOne<R extends Row>(resource: Resource<R>, definition: Definition): Endpoint {
  return endpoint({
    ...definition,
    method: 'get',
    tag: resource.tag,
    returns: resource.view.schema,
    handle: (call) => resource.view.json(find(resource, call), call.world),
  })
}

/** Answers the object of a name, which is created where there is none. */
export function getOrCreate<R extends Row>(
  resource: Resource<R>,
  {
    name,
    make,
    ...definition
  }: Definition<{ name: Field<string> }> & {
    name: Field<string>
    make: (world: World, project: Project, name: string) => R
  },
): Endpoint {
  return endpoint({
    ...definition,
    method: 'post',
    tag: resource.tag,
    body: { name },
    returns: resource.view.schema,
    handle: ({ world, caller, body }) => resource.view.json(make(world, caller.project, body.name), world),
  })
}

/** Puts two objects that the path names together (`put`), or parts them (`delete`); either may be so already. */
export function relate<A extends Row, B extends Row>(
  method: 'put' | 'delete',
  [one, other]: readonly [Resource<A>, Resource<B>],
  { act, ...definition }: Definition & { act: (world: World, one: A, other: B) => void },
): Endpoint {
  return endpoint({
    ...definition,
    method,
    tag: one.tag,
    returns: emptySchema,
    handle(call) {
      act(call.world, find(one, call), find(other, call))
      return {}
    },
  })
}

/** Changes what is given of one object, and answers it as it is then. */
export function update<R extends Row, B extends Fields>(
  resource: Resource<R>,
  {
    body,
    change,
    ...definition
  }: Definition<B> & { body: B; change: (row: R, call: Call<Caller, unknown, FieldValues<B>>) => R | Promise<R> },
): Endpoint {
  return endpoint({
    ...definition,
    method: 'post',
    tag: resource.tag,
    body,
    returns: resource.view.schema,
    handle: (call) => shownBy(resource, call, change(find(resource, call), call)),
  })
}

/** An object as it is once something was done with it. */
function shownBy<R extends Row>({ view }: Resource<R>, { world }: AnyCall, done: R | Promise<R>) {
  const shown = (row: R) => view.json(row, world)
  return done instanceof Promise ? done.then(shown) : shown(done)
}

/** Deletes one object, and answers an empty one. */
export function remove<R extends Row>(
  resource: Resource<R>,
  { discard, ...definition }: Definition & { discard: (row: R, call: AnyCall) => void | Promise<void> },
): Endpoint {
  return endpoint({
    ...definition,
    method: 'delete',
    tag: resource.tag,
    returns: emptySchema,
    handle(call) {
      const under = discard(find(resource, call), call)
      return under ? under.then(() => ({})) : {}
    },
  })
}

/** Does something with one object, and answers an object of the same kind. */
export function action<R extends Row, B extends Fields = NoFields>(
  resource: Resource<R>,
  {
    body,
    act,
    ...definition
  }: Definition<B> & { body?: B; act: (row: R, call: Call<Caller, unknown, FieldValues<B>>) => R | Promise<R> },
): Endpoint {
  return endpoint({
    ...definition,
    method: 'post',
    tag: resource.tag,
    ...(body && { body }),
    returns: resource.view.schema,
    handle: (call) => shownBy(resource, call, act(find(resource, call), call)),
  })
}

/** The object that the path names. @throws Problem `not_found`, also where it belongs to another project. */
export function find<R extends Row>(
  resource: Pick<Resource<R>, 'noun' | 'collection' | 'everywhere' | 'isBelow'>,
  call: AnyCall,
): R {
  const id = call.params[parameterOf(resource)]!
  const row = call.world.collection(resource.collection).get(id)
  const isThere =
    row &&
    (resource.everywhere || (row as R & { project_id?: string }).project_id === call.caller.project.id) &&
    (resource.isBelow?.(row, call.params) ?? true)
  if (!isThere) throw new Problem('not_found', `There is no ${resource.noun} ${JSON.stringify(id)}.`)
  return row
}
