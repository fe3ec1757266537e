import type { World } from '../../../core/world.ts'
import { Problem, invalid } from '../../../http/problem.ts'
import { NO_VARS, mergeVars } from '../dialect/vars.ts'
import { groupsNamed } from '../groups/group.ts'
import { countryOf, refuseUnknownRoute } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { type ContactChanges, changeContact } from './change-contact.ts'
import type { Contact } from './contact.ts'
import { createContact } from './create-contact.ts'
import { contactByName, contactByNumber, contactByVariable, contactOf } from './find-contact.ts'

export interface ContactRequest extends ContactChanges {
  name?: string | undefined
  phone_number?: string | undefined
  id?: string | undefined
  lookup_key?: string | undefined
}

/** Finds a contact by the lookup key or makes one, then applies all else that is given. @throws Problem before anything is changed */
export function getOrCreateContact(
  world: World,
  project: Project,
  { id, lookup_key, ...given }: ContactRequest,
): Contact {
  const found = lookUp(world, project, { ...given, id, lookup_key })
  if (found) return changeContact(world, project, found, given)
  if (given.name === undefined && given.phone_number === undefined)
    throw invalid('phone_number', 'is required, or a name, to create a contact')
  refuseUnknownRoute(world, project, 'default_route_id', given.default_route_id)
  groupsNamed(world, project, 'add_group_ids', given.add_group_ids)
  groupsNamed(world, project, 'remove_group_ids', given.remove_group_ids)
  mergeVars(NO_VARS, given.vars)
  return changeContact(world, project, createContact(world, project, null, null), given)
}

/** "lookup_key: phone_number (the default), name, id, vars.variable_name, none"; without one, a call without a number goes by name. */
function lookUp(world: World, project: Project, request: ContactRequest): Contact | undefined {
  const { name, phone_number, lookup_key } = request
  if (lookup_key === undefined) {
    if (phone_number !== undefined) return LOOKUPS.phone_number(world, project, request)
    return name === undefined ? undefined : contactByName(world, project, name)
  }
  if (lookup_key.startsWith('vars.')) return byVariable(world, project, lookup_key.slice(5), request)
  return LOOKUPS[lookup_key as keyof typeof LOOKUPS](world, project, request)
}

const LOOKUPS = {
  phone_number: (world, project, { phone_number }) =>
    phone_number === undefined ? undefined : contactByNumber(world, project, phone_number, countryOf(world, project)),
  name: (world, project, { name }) => (name === undefined ? undefined : contactByName(world, project, name)),
  id: (world, project, { id }) => {
    if (id === undefined) throw invalid('id', 'is required where lookup_key is id')
    const contact = contactOf(world, project, id)
    if (!contact) throw new Problem('not_found', `There is no contact ${JSON.stringify(id)}.`)
    return contact
  },
  none: () => undefined,
} satisfies Record<string, (world: World, project: Project, request: ContactRequest) => Contact | undefined>

function byVariable(world: World, project: Project, variable: string, { vars }: ContactRequest): Contact | undefined {
  const value = vars && Object.hasOwn(vars, variable) ? vars[variable] : undefined
  if (value === undefined || value === null) throw invalid(['vars', variable], 'is required, since lookup_key names it')
  return contactByVariable(world, project, variable, value)
}
