import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { inProject, namedInProject } from '../dialect/in-project.ts'
import { likeness, respell, suffixOf, toPhoneNumber } from '../dialect/phone-numbers.ts'
import type { Project } from '../projects/project.ts'
import { type Contact, contacts } from './contact.ts'

/** The project's contact of that id. */
export const contactOf = (world: World, project: Project, id: string): Contact | undefined =>
  inProject(world, contacts, project, id)

/** Refuses what is no ID of a contact of the project; null and undefined name none. @throws Problem */
export function refuseUnknownContact(world: World, project: Project, id: string | null | undefined): void {
  if (id && !contactOf(world, project, id)) throw invalid('contact_id', 'is not the ID of a contact of this project')
}

/** Contacts that are not there yet, by the suffix of their numbers. */
export type Newcomers = ReadonlyMap<string, readonly Contact[]>

/**
 * The contact with that phone number, however either of the two is spelled: the same number if there is one, else the
 * one that has the most digits in common, the newer of equals. Only then does the country say what a number is short for.
 * @param country by which it is completed, where nobody is known by it as it is written
 * @param newcomers who will be contacts before it is written to
 */
export function contactByNumber(
  world: World,
  project: Project,
  written: string,
  country: string | null,
  newcomers?: Newcomers,
): Contact | undefined {
  const completed = toPhoneNumber(written, country)
  const suffix = suffixOf(written)
  const known = world.collection(contacts).by('suffix', suffix)
  const arrived = newcomers?.get(suffix)
  let best: Contact | undefined
  let most = 0
  for (const contact of arrived ? [...known, ...arrived] : known) {
    if (contact.project_id !== project.id) continue
    const common = contact.phone_number === completed ? Infinity : likeness(written, contact.phone_number!)
    if (common > 0 && common >= most) {
      best = contact
      most = common
    }
  }
  return best
}

/** The project's contacts whose number may be a spelling of the same. */
export const contactsAlike = (world: World, project: Project, written: string): Contact[] =>
  world
    .collection(contacts)
    .by('suffix', suffixOf(written))
    .filter(({ project_id, phone_number }) => project_id === project.id && likeness(written, phone_number!) > 0)

/** Whose number that is, and how it is spelled in full: as it is known, else completed by the country. */
export function whose(
  world: World,
  project: Project,
  written: string,
  country: string | null,
  newcomers?: Newcomers,
): { contact: Contact | undefined; number: string } {
  const contact = contactByNumber(world, project, written, country, newcomers)
  return { contact, number: respell(contact?.phone_number ?? null, written, country) }
}

/** "If no phone number is given: by exact name, ignoring case"; the oldest of equals. */
export const contactByName = (world: World, project: Project, name: string): Contact | undefined =>
  namedInProject(world, contacts, project, name)

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
