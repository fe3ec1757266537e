import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import { NO_VARS, type Vars } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { type Contact, contacts } from './contact.ts'
import { draftContact } from './draft-contact.ts'

/** Adds a contact without any messages. */
export const createContact = (
  world: World,
  project: Project,
  name: string | null,
  phone_number: string | null,
  vars: Vars = NO_VARS,
): Contact =>
  world.collection(contacts).insert(draftContact(world, project, newId(world, 'contact'), name, phone_number, vars))
