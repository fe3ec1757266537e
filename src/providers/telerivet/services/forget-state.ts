import { type Slices, emptied } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { type ServiceState, serviceStates } from './service-state.ts'

/** A contact that is gone stands nowhere. */
export const forgetContactsStates = ({ contact }: ContactDeleted, world: World): Slices<void> =>
  forget(world, 'contact_id', contact)

/** In a service that is gone nobody stands anywhere. There may be very many who did. */
export const forgetServicesStates = (world: World, service: string): Slices<void> =>
  forget(world, 'service_id', service)

function forget(world: World, field: keyof ServiceState & ('contact_id' | 'service_id'), id: string): Slices<void> {
  const states = world.collection(serviceStates)
  return emptied(
    () => states.by(field, id),
    (some) => states.deleteAll(some),
  )
}
