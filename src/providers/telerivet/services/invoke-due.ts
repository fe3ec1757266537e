import type { World } from '../../../core/world.ts'
import type { ServiceDue } from '../messages/events.ts'
import { messages } from '../messages/message.ts'
import type { LinkClicked } from '../short-links/events.ts'
import { eventsIn } from './invocation.ts'
import { invokeService } from './invoke-service.ts'
import { keepLog } from './keep-log.ts'
import { services } from './service.ts'

/** "Invokes an automated service for a group or list of phone numbers": for whoever this message is for it is their turn. */
export const invokeDue = ({ message, service }: ServiceDue, world: World): void => invokeFor(world, message, service)

/** Somebody followed a link to a service. */
export function invokeClicked({ message, service }: LinkClicked, world: World): void {
  if (service !== null) invokeFor(world, message, service)
}

/** Runs a service for the contact of a message, as the clock goes; one that cannot be run any more says so in the log. */
function invokeFor(world: World, message_id: string, id: string): void {
  const message = world.collection(messages).get(message_id)
  const service = world.collection(services).get(id)
  if (!message || !service) return
  const { contact_id, project_id, phone_id, extra } = message
  const about = { project_id, service_id: id, message_id, contact_id }
  const why = !service.active
    ? 'the service is not active'
    : contact_id === null
      ? 'its contact is gone'
      : eventsIn(service, 'contact').includes('default')
        ? undefined
        : 'the service is not triggered for contacts'
  if (why !== undefined) keepLog(world, about, { content: `Not run: ${why}.`, is_error: true })
  else {
    const route_id = extra?.route_id ?? phone_id
    invokeService(world, service, { context: 'contact', event: 'default', contact_id, route_id })
  }
}
