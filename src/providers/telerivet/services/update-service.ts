import type { Changes } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import { mergeVars } from '../dialect/vars.ts'
import { projects } from '../projects/project.ts'
import type { Config } from './config.ts'
import { type Service, services } from './service.ts'
import { type ServiceChanges, checkService } from './service-request.ts'
import { madeOf } from './made-of.ts'
import { occasionsOf } from './types.ts'

/** Changes what is given of a service, as far as its type has a use for it. @throws Problem before anything is changed */
export function updateService(world: World, service: Service, { vars, ...given }: ServiceChanges): Service {
  checkService(world, world.collection(projects).get(service.project_id)!, given, service)
  const { triggeredBy, byHand } = occasionsOf(service.service_type, service.contexts)
  const { phone_ids, apply_mode, contact_number_filter, show_action, direction, ...others } = given
  const isForMessages = triggeredBy === 'message'
  return world.collection(services).update(service, {
    ...(others as Changes<Service>),
    vars: mergeVars(service.vars, vars),
    ...(triggeredBy !== undefined && phone_ids !== undefined && { phone_ids }),
    ...(isForMessages && apply_mode !== undefined && { apply_mode }),
    ...(isForMessages && contact_number_filter !== undefined && { contact_number_filter }),
    ...(byHand && show_action !== undefined && { show_action }),
    ...(triggeredBy === 'call' && direction !== undefined && { direction }),
  })
}

/** Gives a service another configuration, which takes effect with the next event. @throws Problem before anything is changed */
export const changeConfig = (world: World, service: Service, config: Config): Service =>
  world.collection(services).update(service, { config, ...madeOf(world, service.service_type, config, service.vars) })
