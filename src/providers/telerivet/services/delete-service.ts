import type { Slices } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { forgetServicesStates } from './forget-state.ts'
import { type Service, services } from './service.ts'

/** Deletes a service, and where contacts stand in it; its logs stay until they are a month old. */
export function* deleteService(world: World, service: Service): Slices<void> {
  yield* forgetServicesStates(world, service.id)
  world.collection(services).delete(service)
}
