import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { inProject } from '../dialect/in-project.ts'
import type { Project } from '../projects/project.ts'
import { eventsIn } from '../services/invocation.ts'
import { type Service, services } from '../services/service.ts'
import type { ASKED_TYPES } from './asked-text.ts'

/** "The service to invoke for each recipient", or "that defines the call flow": what a service has to be for it. */
const NEEDED = {
  service: {
    isFor: (service: Service) => eventsIn(service, 'contact').includes('default'),
    why: 'is of a service that cannot be triggered for a contact',
  },
  call: {
    isFor: (service: Service) =>
      eventsIn(service, 'call').includes('outgoing_call') && service.direction !== 'incoming',
    why: 'is of a service that does not handle outgoing voice calls',
  },
}

type Asked = (typeof ASKED_TYPES)[number]

/** For texts a service_id means nothing. */
export const namesService = (type: Asked): type is keyof typeof NEEDED => Object.hasOwn(NEEDED, type)

/** @throws Problem where the service that is named is none, or not one for messages of this type */
export function refuseService(
  world: World,
  project: Project,
  type: keyof typeof NEEDED,
  service_id: string | undefined,
): void {
  if (service_id === undefined) {
    if (type === 'service') throw invalid('service_id', 'is required where message_type is service')
    return
  }
  const service = inProject(world, services, project, service_id)
  if (!service) throw invalid('service_id', 'is not the ID of a service of this project')
  if (!service.active) throw invalid('service_id', 'is of an inactive service, which cannot be invoked')
  if (!NEEDED[type].isFor(service)) throw invalid('service_id', NEEDED[type].why)
}
