import type { World } from '../../../core/world.ts'
import type { Group } from '../groups/group.ts'
import { changeContact } from './change-contact.ts'
import type { Contact } from './contact.ts'

/** Puts a contact into a group, unless it is in it. */
export const joinGroup = (world: World, contact: Contact, { id }: Group): Contact =>
  contact.groups.includes(id) ? contact : changeContact(world, contact, { groups: [...contact.groups, id] })

/** Takes a contact out of a group, if it is in it. */
export const quitGroup = (world: World, contact: Contact, { id }: Group): Contact =>
  contact.groups.includes(id)
    ? changeContact(world, contact, { groups: contact.groups.filter((one) => one !== id) })
    : contact
