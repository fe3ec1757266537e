import type { World } from '../../../core/world.ts'
import type { PhoneDeleted } from '../phones/events.ts'
import type { RouteDeleted } from '../routes/events.ts'
import { projects } from './project.ts'

/** A project that sent by a phone which is gone sends by its first. */
export const forgetProjectsRoute = (event: PhoneDeleted | RouteDeleted, world: World): void =>
  world.collection(projects).replaceValue('default_route_id', 'route' in event ? event.route : event.phone, null)
