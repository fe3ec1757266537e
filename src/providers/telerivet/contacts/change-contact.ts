import type { Changes } from '../../../core/store/row.ts'
import { changedFields } from '../../../core/store/changed-fields.ts'
import type { World } from '../../../core/world.ts'
import { respell, suffixOf } from '../dialect/phone-numbers.ts'
import { type VarChanges, mergeVars } from '../dialect/vars.ts'
import { groupsNamed } from '../groups/group.ts'
import { countryOf, refuseUnknownRoute } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { type Contact, contacts } from './contact.ts'
import { contactChanged } from './events.ts'
import { membershipAfter } from './membership.ts'

/** What a caller may change of a contact. */
export interface ContactChanges {
  name?: string | null | undefined
  phone_number?: string | null | undefined
  send_blocked?: boolean | undefined
  conversation_status?: Contact['conversation_status'] | undefined
  default_route_id?: string | null | undefined
  add_group_ids?: readonly string[] | undefined
  remove_group_ids?: readonly string[] | undefined
  vars?: VarChanges | undefined
}

/** Changes what is given of a contact, and the keys that it is found by. @throws Problem before anything is changed */
export function changeContact(
  world: World,
  project: Project,
  contact: Contact,
  { name, phone_number, vars, add_group_ids, remove_group_ids, ...others }: ContactChanges,
): Contact {
  refuseUnknownRoute(world, project, 'default_route_id', others.default_route_id)
  const added = groupsNamed(world, project, 'add_group_ids', add_group_ids)
  const taken = groupsNamed(world, project, 'remove_group_ids', remove_group_ids)
  const merged = { group_ids: contact.group_ids, vars: mergeVars(contact.vars, vars) }
  return applyChanges(world, contact, {
    ...(others as Changes<Contact>),
    ...(name !== undefined && { name }),
    ...(phone_number !== undefined && numbered(world, project, contact, phone_number)),
    ...membershipAfter(world, merged, added, taken),
  })
}

/** Takes over what is different from what a contact was, and tells of it. */
export function applyChanges(world: World, contact: Contact, change: Changes<Contact>): Contact {
  const changed = changedFields(contact, change)
  if (changed.length === 0) return contact
  world.collection(contacts).update(contact, { ...change, time_updated: Math.floor(world.now / 1000) })
  world.publish(contactChanged, { provider: 'telerivet', contact: contact.id, changed })
  // Whoever listened may have changed it again.
  return world.collection(contacts).get(contact.id)!
}

function numbered(world: World, project: Project, contact: Contact, given: string | null): Changes<Contact> {
  if (given === null) return { phone_number: null, suffix: null }
  const phone_number = respell(contact.phone_number, given, countryOf(world, project))
  return { phone_number, suffix: suffixOf(phone_number) }
}
