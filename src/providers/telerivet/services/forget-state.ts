import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { type ServiceState, serviceStates } from './service-state.ts'

/** A contact that is gone stands nowhere. */
export const forgetContactsStates = ({ contact }: ContactDeleted, world: World): void =>
  forget(world, 'contact_id', contact)

/** In a service that is gone nobody stands anywhere. */
export const forgetServicesStates = (world: World, service: string): void => forget(world, 'service_id', service)

function forget(world: World, field: keyof ServiceState & ('contact_id' | 'service_id'), id: string): void {
  const states = world.collection(serviceStates)
  if (states.size === 0) return
  for (const state of states.by(field, id).toArray()) states.delete(state)
}
