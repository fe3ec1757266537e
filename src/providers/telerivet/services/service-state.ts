import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { Sight } from '../../../core/sight.ts'
import { viewOf } from '../../../http/view.ts'
import { idSchema, nullable, timeSchema } from '../dialect/schemas.ts'
import { NO_VARS, keptVars, varsSchema } from '../dialect/vars.ts'
import type { Contact } from '../contacts/contact.ts'
import type { Service } from './service.ts'

/** Where a contact stands in a service. There is no row for who stands nowhere. */
export type ServiceState = RowOf<typeof serviceStates>

export const serviceStates = defineCollection(
  'telerivet.service-states',
  {
    /** Of the service and the contact: the state's own id is no id of an object. */
    id: kept.written(/^SV[0-9a-f]{16}:CT[0-9a-f]{16}$/),
    project_id: kept.idOf('telerivet.projects'),
    service_id: kept.idOf('telerivet.services'),
    contact_id: kept.idOf('telerivet.contacts'),
    state: kept.text,
    vars: keptVars,
    time_created: kept.seconds,
    time_updated: kept.seconds,
  },
  { indexes: ['service_id', 'contact_id'] },
)

/** What is shown of a contact's state, also of one that stands nowhere. */
type ShownState = Pick<ServiceState, 'project_id' | 'service_id' | 'contact_id' | 'vars'> & {
  state: string | null
  time_created: number | null
  time_updated: number | null
}

export const stateView = viewOf<ShownState>()('Contact service state', {
  id: [nullable(Type.String({ description: 'Any text that says where the contact stands.' })), ({ state }) => state],
  contact_id: [idSchema('contact'), ({ contact_id }) => contact_id],
  service_id: [idSchema('service'), ({ service_id }) => service_id],
  vars: [varsSchema, ({ vars }) => vars],
  time_created: [nullable(timeSchema('When the state was first set')), ({ time_created }) => time_created],
  time_updated: [nullable(timeSchema('When it was last changed')), ({ time_updated }) => time_updated],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
})

export const stateKey = (service: string, contact: string): string => `${service}:${contact}`

/** Where a contact stands in a service; "initially, the state id for any contact is null". */
export const stateOf = (world: Pick<Sight, 'collection'>, service: Service, contact: Contact): ShownState =>
  world.collection(serviceStates).get(stateKey(service.id, contact.id)) ?? {
    project_id: service.project_id,
    service_id: service.id,
    contact_id: contact.id,
    state: null,
    vars: NO_VARS,
    time_created: null,
    time_updated: null,
  }
