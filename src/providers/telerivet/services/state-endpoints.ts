import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import type { Condition } from '../../../core/store/query.ts'
import type { World } from '../../../core/world.ts'
import type { Call } from '../../../http/call.ts'
import type { Endpoint } from '../../../http/endpoint.ts'
import { type Field, field, optional } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { contactResource } from '../contacts/contact.ts'
import type { Caller } from '../dialect/auth.ts'
import { endpoint, find } from '../dialect/endpoints.ts'
import { refuse, textOf } from '../dialect/fields.ts'
import { TEXT, TEXTUAL, VAR_MODIFIERS, filter, varsFilter } from '../dialect/filters.ts'
import { pageOf, pageSchema, pagingFields } from '../dialect/paging.ts'
import { nullable } from '../dialect/schemas.ts'
import { varsField } from '../dialect/vars.ts'
import { changeState } from './change-state.ts'
import { serviceResource } from './service.ts'
import { type ServiceState, serviceStates, stateOf, stateView } from './service-state.ts'

const LONGEST_STATE = 63

const stateField: Field<string | null> = field(
  nullable(Type.String({ maxLength: LONGEST_STATE, description: 'Any text; null resets the state.' })),
  (raw, path, issues) => {
    if (raw === null || raw === '') return null
    const value = textOf(raw)
    if (value === undefined) return refuse(path, 'string', issues)
    return value.length > LONGEST_STATE
      ? refuse(path, 'too_long', issues, `must not be longer than ${LONGEST_STATE} characters`)
      : value
  },
)

const filters = { id: filter(TEXT, TEXTUAL, { column: 'state' }), vars: varsFilter(VAR_MODIFIERS) }

/** Lists states; "only those with a non-null id are listed", and others have no row. */
const queryStates = (
  id: string,
  path: string,
  summary: string,
  of: 'service_id' | 'contact_id',
  within: (call: Call<Caller>) => Condition,
): Endpoint =>
  endpoint({
    id,
    method: 'get',
    path,
    summary,
    tag: 'Services',
    permission: 'View contacts',
    query: { ...filters, ...pagingFields() },
    returns: pageSchema(stateView.schema) as TSchema,
    example: (demo) => ({ path: { [of]: standing(demo)?.[of] ?? 'nothing' } }),
    handle(call) {
      const { world, query } = call
      const where = [within(call as Call<Caller>), ...(query.id ?? []), ...(query.vars ?? [])]
      return pageOf('service state', world.collection(serviceStates), where, query, (row) => stateView.json(row, world))
    },
  })

/** The last who stands somewhere. */
const standing = (demo: World): ServiceState | undefined => demo.collection(serviceStates).all().at(-1)

const path = '/v1/projects/{project_id}/services/{service_id}/states/{contact_id}'

/** Where contacts stand in services. */
export const stateEndpoints = [
  queryStates(
    'telerivet.queryServiceStates',
    '/v1/projects/{project_id}/services/{service_id}/states',
    'Lists where contacts stand in a service.',
    'service_id',
    (call) => ({ field: 'service_id', is: 'equals', value: find(serviceResource, call).id }),
  ),
  queryStates(
    'telerivet.queryContactStates',
    '/v1/projects/{project_id}/contacts/{contact_id}/states',
    'Lists where a contact stands in services.',
    'contact_id',
    (call) => ({ field: 'contact_id', is: 'equals', value: find(contactResource, call).id }),
  ),
  endpoint({
    id: 'telerivet.getServiceState',
    method: 'get',
    path,
    summary: 'Answers where a contact stands in a service; id is null where it stands nowhere.',
    tag: 'Services',
    permission: 'View contacts',
    returns: stateView.schema,
    handle: (call) =>
      stateView.json(stateOf(call.world, find(serviceResource, call), find(contactResource, call)), call.world),
  }),
  endpoint({
    id: 'telerivet.setServiceState',
    method: 'post',
    path,
    summary: 'Says where a contact stands in a service.',
    tag: 'Services',
    permission: 'Edit contacts',
    body: { id: optional(stateField), vars: varsField },
    returns: stateView.schema,
    example: () => ({ body: { id: 'q2', vars: { q1: 'yes' } } }),
    handle(call) {
      const { world, body } = call
      const service = find(serviceResource, call)
      const contact = find(contactResource, call)
      // The clients' save() says only what was changed, and that may be variables alone.
      const { id = stateOf(world, service, contact).state } = body
      if (body.id === undefined && id === null) throw invalid('id', 'is required where the contact has no state')
      changeState(world, service, contact, id, body.vars)
      return stateView.json(stateOf(world, service, contact), world)
    },
  }),
  endpoint({
    id: 'telerivet.resetServiceState',
    method: 'delete',
    path,
    summary: 'Resets where a contact stands in a service, and answers the state as it is then.',
    tag: 'Services',
    permission: 'Edit contacts',
    returns: stateView.schema,
    handle(call) {
      const { world } = call
      const service = find(serviceResource, call)
      const contact = find(contactResource, call)
      changeState(world, service, contact, null)
      return stateView.json(stateOf(world, service, contact), world)
    },
  }),
]
