import type { World } from '../../../core/world.ts'
import { type Vars, mergeVars } from '../dialect/vars.ts'
import { serviceTemplates } from '../service-templates/service-template.ts'
import { type Config, isOfTemplate } from './config.ts'
import type { Service } from './service.ts'
import { type ServiceType, TYPES } from './types.ts'

/**
 * Where a service so configured can be invoked, and its variables: an instance has both from its template, whose values
 * "will also be copied to the vars property of the service". @throws Problem where there would be too many variables
 */
export const madeOf = (
  world: World,
  type: ServiceType,
  config: Config,
  vars: Vars,
): Pick<Service, 'contexts' | 'vars'> =>
  isOfTemplate(config)
    ? {
        contexts: world.collection(serviceTemplates).get(config.template_service_id)!.contexts,
        vars: mergeVars(vars, config.params),
      }
    : { contexts: TYPES[type].contexts, vars }
