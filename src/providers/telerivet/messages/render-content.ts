import type { Sight } from '../../../core/sight.ts'
import { invalid } from '../../../http/problem.ts'
import { broadcasts } from '../broadcasts/broadcast.ts'
import { broadcastResource } from '../broadcasts/broadcast-view.ts'
import { type Contact, contactResource } from '../contacts/contact.ts'
import { type Phone, phoneResource } from '../phones/phone.ts'
import { serviceResource, services } from '../services/service.ts'
import { stateOf, stateView } from '../services/service-state.ts'
import type { Vars } from '../dialect/vars.ts'
import { type Project, projectResource } from '../projects/project.ts'
import { LONGEST_CONTENT, type Message } from './message.ts'
import { messageResource } from './message-view.ts'

/** The objects that a template may speak of; the message is the one that it becomes. */
export interface Scope {
  message: Message
  contact: Contact | undefined
  phone: Phone
  project: Project
  /** Those of the service that sends it. */
  variables: Vars | undefined
}

const VARIABLE = /\[\[\s*([\w$]+(?:\.[\w$]+)*)\s*\]\]/g

/**
 * Replaces `[[object.property]]`, such as `[[contact.name]]` and `[[message.vars.city]]`; what has no value leaves
 * nothing behind. @throws Problem where the text becomes too long
 */
export function renderContent(world: Sight, content: string, scope: Scope): string {
  const objects = new Map<string, unknown>()
  let length = content.length
  return content.replace(VARIABLE, (whole, path: string) => {
    const [name, ...rest] = path.split('.') as [string, ...string[]]
    if (!objects.has(name))
      objects.set(name, Object.hasOwn(VIEWS, name) ? VIEWS[name as keyof typeof VIEWS](scope, world) : undefined)
    const value = asText(
      rest.length > 0 ? rest.reduce(attributeOf, objects.get(name)) : temporary(name, scope.variables),
    )
    length += value.length - whole.length
    if (length > LONGEST_CONTENT)
      throw invalid('content', `must not be longer than ${LONGEST_CONTENT} characters once its variables are replaced`)
    return value
  })
}

const VIEWS = {
  message: ({ message }, world) => messageResource.view.object(message, world),
  contact: ({ contact }, world) => contact && contactResource.view.object(contact, world),
  phone: ({ phone }, world) => phoneResource.view.object(phone, world),
  project: ({ project }, world) => projectResource.view.object(project, world),
  broadcast: ({ message: { extra } }, world) => {
    const broadcast = world.collection(broadcasts).get(extra?.broadcast_id ?? '')
    return broadcast && broadcastResource.view.object(broadcast, world)
  },
  service: (scope, world) => {
    const service = serviceOf(scope, world)
    return service && serviceResource.view.object(service, world)
  },
  state: (scope, world) => {
    const service = serviceOf(scope, world)
    return service && scope.contact && stateView.object(stateOf(world, service, scope.contact), world)
  },
} satisfies Record<string, (scope: Scope, world: Sight) => unknown>

/** The service that the message is sent by, or that defines its call. */
const serviceOf = ({ message: { extra } }: Scope, world: Sight) =>
  world.collection(services).get(extra?.service_id ?? '')

function attributeOf(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined
}

/** "Each variable can be used like [[$name]]." */
const temporary = (name: string, variables: Vars | undefined): unknown =>
  name.startsWith('$') ? attributeOf(variables, name.slice(1)) : undefined

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
