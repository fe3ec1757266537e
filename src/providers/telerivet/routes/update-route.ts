import type { World } from '../../../core/world.ts'
import { type VarChanges, mergeVars } from '../dialect/vars.ts'
import { type CustomRoute, customRoutes } from './route.ts'

/** Changes the name or the variables of a custom route. */
export const updateRoute = (
  world: World,
  route: CustomRoute,
  { name = route.name, vars }: { name?: string | undefined; vars?: VarChanges | undefined },
): CustomRoute => world.collection(customRoutes).update(route, { name, vars: mergeVars(route.vars, vars) })
