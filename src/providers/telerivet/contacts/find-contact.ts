import type { World } from '../../../core/world.ts'
import { likeness, suffixOf } from '../dialect/phone-numbers.ts'
import type { Project } from '../projects/project.ts'
import { type Contact, contacts } from './contact.ts'

/** The project's contact of that id. */
export function contactOf(world: World, project: Project, id: string): Contact | undefined {
  const contact = world.collection(contacts).get(id)
  return contact?.project_id === project.id ? contact : undefined
}

/**
 * The contact with that phone number, however either of the two is spelled: the same number if there is one, else the
 * one that has the most digits in common, the newer of equals.
 */
export function contactByNumber(world: World, project: Project, number: string): Contact | undefined {
  let best: Contact | undefined
  let most = 0
  for (const contact of world.collection(contacts).by('suffix', suffixOf(number))) {
    if (contact.project_id !== project.id) continue
    const common = likeness(number, contact.phone_number!)
    if (common === Infinity) return contact
    if (common > 0 && common >= most) {
      best = contact
      most = common
    }
  }
  return best
}

/** "If no phone number is given: by exact name, ignoring case"; the oldest of equals. */
export function contactByName(world: World, project: Project, name: string): Contact | undefined {
  return world
    .collection(contacts)
    .by('name_key', name.toLowerCase())
    .find((contact) => contact.project_id === project.id)
}

/** The oldest contact that has this value in a custom variable. */
export function contactByVariable(
  world: World,
  project: Project,
  variable: string,
  value: unknown,
): Contact | undefined {
  return world.collection(contacts).list({
    where: [
      { field: 'project_id', is: 'equals', value: project.id },
      { field: ['vars', variable], is: 'matches', value },
    ],
    take: 1,
  }).rows[0]
}
