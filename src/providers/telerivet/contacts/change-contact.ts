import type { World } from '../../../core/world.ts'
import { changedFields } from '../dialect/changed-fields.ts'
import { respell, suffixOf } from '../dialect/phone-numbers.ts'
import { type VarChanges, mergeVars } from '../dialect/vars.ts'
import { countryOf, refuseUnknownRoute } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { type Contact, contacts } from './contact.ts'
import { contactChanged } from './events.ts'

/** What a caller may change of a contact. */
export interface ContactChanges {
  name?: string | null | undefined
  phone_number?: string | null | undefined
  send_blocked?: boolean | undefined
  conversation_status?: Contact['conversation_status'] | undefined
  default_route_id?: string | null | undefined
  vars?: VarChanges | undefined
}

/** Changes what is given of a contact, and the keys that it is found by. @throws Problem before anything is changed */
export function changeContact(
  world: World,
  project: Project,
  contact: Contact,
  { name, phone_number, vars, ...others }: ContactChanges,
): Contact {
  refuseUnknownRoute(world, project, 'default_route_id', others.default_route_id)
  const change: Partial<Omit<Contact, 'id' | 'sequence'>> = {
    ...(others as Partial<Contact>),
    vars: mergeVars(contact.vars, vars),
  }
  if (name !== undefined) {
    change.name = name
    change.name_key = name === null ? null : name.toLowerCase()
  }
  if (phone_number !== undefined) {
    change.phone_number =
      phone_number === null ? null : respell(contact.phone_number, phone_number, countryOf(world, project))
    change.suffix = change.phone_number === null ? null : suffixOf(change.phone_number)
  }
  const changed = changedFields(contact, change)
  if (changed.length > 0) change.time_updated = Math.floor(world.now / 1000)
  const next = world.collection(contacts).update(contact, change)
  if (changed.length > 0) world.publish(contactChanged, { provider: 'telerivet', contact: next.id, changed })
  return next
}
