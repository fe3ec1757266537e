import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import { NO_VARS, type Vars } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { type Contact, contacts } from './contact.ts'
import { draftContact } from './draft-contact.ts'
import { contactCreated } from './events.ts'

/** Adds a contact without any messages. */
export function createContact(
  world: World,
  project: Project,
  name: string | null,
  phone_number: string | null,
  vars: Vars = NO_VARS,
): Contact {
  const id = newId(world, 'contact')
  world.collection(contacts).insert(draftContact(world, project, id, name, phone_number, vars))
  world.publish(contactCreated, { provider: 'telerivet', contact: id })
  // Whoever listened may have changed it.
  return world.collection(contacts).get(id)!
}
