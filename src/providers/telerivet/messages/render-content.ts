import type { World } from '../../../core/world.ts'
import { type Contact, viewContact } from '../contacts/contact.ts'
import { type Phone, viewPhone } from '../phones/phone.ts'
import { type Project, viewProject } from '../projects/project.ts'

/** The objects that a template may speak of. */
export interface Scope {
  world: World
  project: Project
  phone: Phone
  contact: Contact | undefined
}

const VARIABLE = /\[\[\s*([\w$]+(?:\.[\w$]+)*)\s*\]\]/g

/** Replaces `[[object.property]]`, such as `[[contact.name]]` and `[[contact.vars.city]]`; what has no value leaves nothing behind. */
export function renderContent(content: string, scope: Scope): string {
  return content.replace(VARIABLE, (_whole, path: string) => {
    const [name, ...rest] = path.split('.')
    const object = Object.hasOwn(OBJECTS, name!) ? OBJECTS[name as keyof typeof OBJECTS](scope) : undefined
    return rest.length === 0 ? '' : asText(rest.reduce(attributeOf, object))
  })
}

const OBJECTS = {
  contact: ({ contact }) => contact && viewContact(contact),
  phone: ({ phone }) => viewPhone(phone),
  project: ({ project }) => viewProject(project),
} satisfies Record<string, (scope: Scope) => unknown>

function attributeOf(object: unknown, name: string): unknown {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined
}

const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
