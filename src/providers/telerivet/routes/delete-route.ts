import type { Slices } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { routeDeleted } from './events.ts'
import { type CustomRoute, customRoutes } from './route.ts'

/** Deletes a custom route: who sent by it sends by another. */
export function* deleteRoute(world: World, route: CustomRoute): Slices<void> {
  world.collection(customRoutes).delete(route)
  yield* world.publishInSlices(routeDeleted, { provider: 'telerivet', route: route.id })
}
