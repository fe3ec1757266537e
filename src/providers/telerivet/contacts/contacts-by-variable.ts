import type { World } from '../../../core/world.ts'
import type { Project } from '../projects/project.ts'
import { type Contact, contacts } from './contact.ts'

/** Contacts by the value of one variable. */
interface ByVariable {
  get(value: string | number | boolean): Contact | undefined
  add(contact: Contact, value: string | number | boolean): void
}

/**
 * All contacts by the value of a variable, for those who look for many of them: gone through once. Values are the same
 * whatever their spelling, as they are in filters; of equals the oldest contact is found.
 */
export function byVariableOf(world: World, project: Project, variable: string): ByVariable {
  const found = new Map<string, Contact>()
  const places = new Map<Contact, number>()
  const add: ByVariable['add'] = (contact, value) => {
    places.set(contact, places.size)
    for (const key of keysOf(value)) if (!found.has(key)) found.set(key, contact)
  }
  for (const contact of world.collection(contacts).by('project_id', project.id))
    if (Object.hasOwn(contact.vars, variable)) add(contact, contact.vars[variable]!)
  return {
    add,
    get(value) {
      const alike = spellingsOf(value).flatMap((key) => found.get(key) ?? [])
      return alike.sort((a, b) => places.get(a)! - places.get(b)!)[0]
    },
  }
}

/** By what a value that is there is found. */
function keysOf(value: string | number | boolean): string[] {
  if (typeof value === 'boolean') return value ? ['=true', '=1'] : ['=false', '=0']
  return typeof value === 'number' ? [`#${value}`] : [`=${value.toLowerCase()}`]
}

/** By what a value that is looked for may be found. */
function spellingsOf(value: string | number | boolean): string[] {
  const text = String(value).toLowerCase()
  return DECIMAL.test(text) ? [`=${text}`, `#${Number(text)}`] : [`=${text}`]
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
