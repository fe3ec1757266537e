import * as Type from 'typebox'
import { type Field, field } from '../../../http/field.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { endpoint, find, getOne, query, remove, update } from '../dialect/endpoints.ts'
import {
  boolean,
  choice,
  clearable,
  idField,
  integer,
  label,
  list,
  maybe,
  objectOf,
  refuse,
  unlessBlank,
} from '../dialect/fields.ts'
import { MEMBER, TEXT, TEXTUAL, TRUTH, choiceOf, filter } from '../dialect/filters.ts'
import { varsField } from '../dialect/vars.ts'
import { configFields, configSchema, readConfig } from './config.ts'
import { createService } from './create-service.ts'
import { deleteService } from './delete-service.ts'
import { invokeEndpoints } from './invoke-endpoints.ts'
import { logEndpoints } from './log-endpoints.ts'
import { serviceResource } from './service.ts'
import { stateEndpoints } from './state-endpoints.ts'
import { changeConfig, updateService } from './update-service.ts'
import { APPLY_MODES, CONTEXTS, DIRECTIONS_OF_CALLS, HANDLED_TYPES, NUMBER_FILTERS, SERVICE_TYPES } from './words.ts'
import { webhookEndpoints } from './webhook-endpoints.ts'

/** What its type makes of it, is read once that is known. */
const configField: Field<Record<string, unknown>> = field(
  Type.Object({}, { additionalProperties: true, description: 'What services of its type need to know.' }),
  (raw, path, issues) => objectOf(raw) ?? refuse(path, raw === null ? 'required' : 'object', issues),
)

/** What may be said of a service, now and later. */
const settings = {
  active: maybe(boolean('Inactive services are not triggered, and cannot be invoked.')),
  priority: maybe(integer({ description: 'Smaller numbers are triggered first.' })),
  vars: varsField,
  response_table_id: clearable(idField('data table', 'Where responses are stored; null for nowhere.')),
  phone_ids: clearable(list(idField('phone'), { description: 'The phones that it serves; null for all.' })),
  apply_mode: maybe(choice(APPLY_MODES, 'Whether it is triggered though another has handled the message.')),
  contact_number_filter: maybe(choice(NUMBER_FILTERS, 'long_number: numbers of at least 7 digits.')),
  show_action: maybe(boolean("Whether it is in the web app's menu of actions.")),
  direction: maybe(choice(DIRECTIONS_OF_CALLS, 'Which calls it handles.')),
}

/** What one can do with services. */
export const serviceEndpoints = [
  endpoint({
    id: 'telerivet.createService',
    method: 'post',
    path: '/v1/projects/{project_id}/services',
    summary: 'Creates a service.',
    tag: 'Services',
    permission: 'Edit automated services',
    body: {
      name: unlessBlank(label('Unique within the project; made up unless given.')),
      service_type: choice(SERVICE_TYPES, 'Types that can be created through the API.'),
      config: configField,
      ...settings,
      message_types: maybe(
        list(choice(HANDLED_TYPES), { description: 'The messages that it handles; all unless given.' }),
      ),
    },
    returns: serviceResource.view.schema,
    example: () => ({
      body: {
        service_type: 'incoming_message_webhook',
        config: { url: 'http://127.0.0.1:9/incoming', secret: 's3cret' },
        active: false,
      },
    }),
    handle(call) {
      const { world, caller, body } = call
      const config = readConfig(body.service_type, body.config, ['config'], call)
      return serviceResource.view.json(createService(world, caller.project, { ...body, config }), world)
    },
  }),
  query(serviceResource, {
    id: 'telerivet.queryServices',
    path: '/v1/projects/{project_id}/services',
    summary: 'Lists the services of a project that every given filter keeps.',
    permission: 'View automated services',
    filters: {
      name: filter(TEXT, TEXTUAL),
      active: filter(TRUTH),
      context: filter({ ...choiceOf(CONTEXTS), operators: MEMBER.operators }),
    },
    sorts: ['priority', 'name'],
    refine: (condition) =>
      condition.field === 'context'
        ? { field: ['contexts', condition.value as string], is: 'isSet', value: true }
        : condition,
  }),
  getOne(serviceResource, {
    id: 'telerivet.getService',
    path: '/v1/projects/{project_id}/services/{service_id}',
    summary: 'Answers a service.',
    permission: 'View automated services',
  }),
  update(serviceResource, {
    id: 'telerivet.updateService',
    path: '/v1/projects/{project_id}/services/{service_id}',
    summary: 'Changes what is given of a service.',
    permission: 'Edit automated services',
    example: () => ({ body: { priority: 2, vars: { greeting: 'Hello' } } }),
    body: { name: maybe(label('Unique within the project.')), ...settings },
    change: (service, { world, body }) => updateService(world, service, body),
  }),
  remove(serviceResource, {
    id: 'telerivet.deleteService',
    path: '/v1/projects/{project_id}/services/{service_id}',
    summary: 'Deletes a service, and where contacts stand in it.',
    permission: 'Edit automated services',
    discard: (service, { world }) => inSlicesOf(world, deleteService(world, service)),
  }),
  endpoint({
    id: 'telerivet.getServiceConfig',
    method: 'get',
    path: '/v1/projects/{project_id}/services/{service_id}/config',
    summary: 'Answers the configuration of a service.',
    tag: 'Services',
    permission: 'View automated services',
    returns: configSchema,
    handle: (call) => find(serviceResource, call).config,
  }),
  endpoint({
    id: 'telerivet.setServiceConfig',
    method: 'post',
    path: '/v1/projects/{project_id}/services/{service_id}/config',
    summary: 'Gives a service another configuration.',
    description: 'It takes the place of the one before as a whole.',
    tag: 'Services',
    permission: 'Edit automated services',
    body: configFields,
    returns: configSchema,
    example: () => ({ body: { url: 'http://127.0.0.1:9/incoming', secret: 'an0ther' } }),
    handle(call) {
      const service = find(serviceResource, call)
      return changeConfig(call.world, service, readConfig(service.service_type, call.body, [], call)).config
    },
  }),
  ...invokeEndpoints,
  ...stateEndpoints,
  ...logEndpoints,
  ...webhookEndpoints,
]
