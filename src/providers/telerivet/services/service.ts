import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, nullable, oneOf } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'
import { keptConfig, wrongWithConfig } from './config.ts'
import { TYPES } from './types.ts'
import {
  APPLY_MODES,
  CONTEXTS,
  DIRECTIONS_OF_CALLS,
  HANDLED_TYPES,
  NUMBER_FILTERS,
  SERVICE_TYPES,
  WEB_TYPES,
} from './words.ts'

const ALL_TYPES = [...SERVICE_TYPES, ...WEB_TYPES] as const

/** Automated behaviour that events trigger, or that somebody invokes. */
export type Service = RowOf<typeof services>

export const services = defineCollection(
  'telerivet.services',
  {
    id: keptId('service'),
    project_id: kept.idOf('telerivet.projects'),
    name: kept.text,
    service_type: kept.oneOf(ALL_TYPES),
    active: kept.boolean,
    priority: kept.whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    /** The contexts in which it can be invoked, each with its events. */
    contexts: kept.mapOf(kept.listOf(kept.text)),
    vars: keptVars,
    response_table_id: kept.orNull(kept.text),
    /** Phones that may be gone; null for all. */
    phone_ids: kept.orNull(kept.listOf(kept.text)),
    message_types: kept.orNull(kept.listOf(kept.oneOf(HANDLED_TYPES))),
    apply_mode: kept.orNull(kept.oneOf(APPLY_MODES)),
    contact_number_filter: kept.orNull(kept.oneOf(NUMBER_FILTERS)),
    show_action: kept.orNull(kept.boolean),
    direction: kept.orNull(kept.oneOf(DIRECTIONS_OF_CALLS)),
    config: keptConfig,
  },
  {
    indexes: ['project_id'],
    ids: 'telerivet.service',
    wrongWith: ({ service_type, config }) => wrongWithConfig(service_type, config),
  },
)

const eventsSchema = Type.Record(Type.String(), Type.Literal(true))
const CONTEXT_SCHEMAS = Object.fromEntries(CONTEXTS.map((context) => [context, eventsSchema]))

const serviceView = viewOf<Service>()('Service', {
  id: [idSchema('service'), ({ id }) => id],
  name: [Type.String({ description: 'Unique within the project.' }), ({ name }) => name],
  service_type: [oneOf(ALL_TYPES), ({ service_type }) => service_type],
  active: [
    Type.Boolean({ description: 'Inactive services are not triggered, and cannot be invoked.' }),
    ({ active }) => active,
  ],
  priority: [Type.Integer({ description: 'Smaller numbers are triggered first.' }), ({ priority }) => priority],
  contexts: [
    Type.Partial(Type.Object(CONTEXT_SCHEMAS), {
      additionalProperties: false,
      description: 'The contexts in which it can be invoked, each with the events that it takes there.',
    }),
    ({ contexts }) =>
      Object.fromEntries(
        Object.entries(contexts).map(([context, events]) => [
          context,
          Object.fromEntries(events.map((event) => [event, true as const])),
        ]),
      ),
  ],
  vars: [varsSchema, ({ vars }) => vars],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
  response_table_id: [
    nullable(idSchema('data table that responses are stored in')),
    ({ response_table_id }) => response_table_id,
  ],
  phone_ids: [
    nullable(Type.Array(Type.String(), { description: 'The phones that it serves; null for all.' })),
    ({ phone_ids }) => phone_ids,
  ],
  apply_mode: [nullable(oneOf(APPLY_MODES)), ({ apply_mode }) => apply_mode],
  contact_number_filter: [nullable(oneOf(NUMBER_FILTERS)), ({ contact_number_filter }) => contact_number_filter],
  show_action: [
    nullable(
      Type.Boolean({ description: "Whether it is in the web app's menu of actions; services invoked by hand." }),
    ),
    ({ show_action }) => show_action,
  ],
  direction: [nullable(oneOf(DIRECTIONS_OF_CALLS)), ({ direction }) => direction],
  webhook_url: [
    nullable(Type.String({ description: 'The URL by which third parties trigger it.' })),
    ({ id, service_type }) => (TYPES[service_type].byWebhook ? `https://api.telerivet.com/webhook/${id}` : null),
  ],
})

export const serviceResource: Resource<Service> = {
  noun: 'service',
  tag: 'Services',
  collection: services,
  view: serviceView,
}
