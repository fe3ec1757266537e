import { atOnce } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { Incoming } from '../../../http/incoming.ts'
import { projectNamed } from '../projects/project-named.ts'
import type { WebhookConfig } from './config.ts'
import { createService } from './create-service.ts'
import { deleteService } from './delete-service.ts'
import { type Service, services } from './service.ts'
import { changeConfig, updateService } from './update-service.ts'

/** Services are known by their names: this one is made, changed and deleted here, and others stay as they are. */
const NAME = 'Incoming texts'
const TYPE = 'incoming_message_webhook'

const serviceIn = (world: World): Service | undefined =>
  world
    .collection(services)
    .all()
    .find(({ name, service_type }) => name === NAME && service_type === TYPE)

/** A webhook service of the first project, which gets every message. */
export const incoming: Incoming = {
  description: `A webhook service "${NAME}" of the first project, which gets every message; \`secret\` is posted along.`,
  now(world) {
    const service = serviceIn(world)
    return service?.active ? (service.config as WebhookConfig) : null
  },
  change(world, receiver) {
    const service = serviceIn(world)
    if (!receiver) return () => service && atOnce(deleteService(world, service))
    const config: WebhookConfig = {
      url: receiver.url,
      ...(receiver.secret !== undefined && { secret: receiver.secret }),
    }
    const wide = { active: true, apply_mode: 'always', contact_number_filter: 'all', phone_ids: null } as const
    if (service) return () => void changeConfig(world, updateService(world, service, wide), config)
    const project = projectNamed(world, undefined)
    return () => void createService(world, project, { ...wide, name: NAME, service_type: TYPE, config })
  },
}
