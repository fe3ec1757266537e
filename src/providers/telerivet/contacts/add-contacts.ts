import type { World } from '../../../core/world.ts'
import { Problem, invalid } from '../../../http/problem.ts'
import { NO_VARS, type VarChanges, type Vars, mergeVars } from '../dialect/vars.ts'
import { groupsNamed } from '../groups/group.ts'
import { countryOf, refuseUnknownRoute } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { changeContact } from './change-contact.ts'
import { type Contact, contacts } from './contact.ts'
import { byVariableOf } from './contacts-by-variable.ts'
import { createContact } from './create-contact.ts'
import { NO_ID, draftContact } from './draft-contact.ts'
import { contactByNumber, contactOf } from './find-contact.ts'

/** One entry of an import. */
interface ContactEntry {
  name?: string | undefined
  phone_number?: string | undefined
  id?: string | undefined
  send_blocked?: boolean | undefined
  vars?: VarChanges | undefined
}

/** What is the same for all of them. */
interface ImportRequest {
  contacts: readonly ContactEntry[]
  lookup_key: string
  add_group_ids?: readonly string[] | undefined
  remove_group_ids?: readonly string[] | undefined
  default_route_id?: string | null | undefined
}

/** Whom an entry means: a contact that is there, or one that an entry is the first to name. */
interface Target {
  contact: Contact
  vars: Vars
}

/**
 * "Creates and/or updates up to 200 contacts": the IDs of those that the entries mean, in their order.
 * @throws Problem before anything is changed, with the place of the entry
 */
export function addContacts(world: World, project: Project, request: ImportRequest): string[] {
  const { contacts: entries, lookup_key: _how, ...common } = request
  groupsNamed(world, project, 'add_group_ids', common.add_group_ids)
  groupsNamed(world, project, 'remove_group_ids', common.remove_group_ids)
  refuseUnknownRoute(world, project, 'default_route_id', common.default_route_id)
  const targets = targetsOf(world, project, request)
  const ids = new Map<Target, string>()
  return entries.map(({ id: _lookedUp, ...entry }, index) => {
    const target = targets[index]!
    const known = ids.get(target)
    const id = known ?? (isNewcomer(target.contact) ? createContact(world, project, null, null).id : target.contact.id)
    ids.set(target, id)
    changeContact(world, project, world.collection(contacts).get(id)!, { ...common, ...entry })
    return id
  })
}

/** Whom all entries mean, without changing anything: entries may mean somebody whom one before them brings. */
function targetsOf(world: World, project: Project, { contacts: entries, lookup_key }: ImportRequest): Target[] {
  const country = countryOf(world, project)
  const targets = new Map<Contact, Target>()
  const newcomers = new Map<string, Contact[]>()
  const variable = lookup_key.startsWith('vars.') ? lookup_key.slice(5) : undefined
  const byVariable = variable === undefined ? undefined : byVariableOf(world, project, variable)

  const lookUp = (entry: ContactEntry, index: number): Contact | undefined => {
    const missing = (...path: string[]) =>
      invalid(['contacts', index, ...path], 'is required, since lookup_key names it')
    if (variable !== undefined) {
      const value = entry.vars && Object.hasOwn(entry.vars, variable) ? entry.vars[variable] : undefined
      if (value === undefined || value === null) throw missing('vars', variable)
      return byVariable!.get(value)
    }
    if (lookup_key === 'none') return undefined
    if (lookup_key === 'id') {
      if (entry.id === undefined) throw missing('id')
      const contact = contactOf(world, project, entry.id)
      if (!contact) throw new Problem('not_found', `There is no contact ${JSON.stringify(entry.id)}.`)
      return contact
    }
    if (entry.phone_number === undefined) return undefined
    return contactByNumber(world, project, entry.phone_number, country, newcomers)
  }

  return entries.map((entry, index) => {
    const { name = null, phone_number = null } = entry
    let contact = lookUp(entry, index)
    if (!contact) {
      if (name === null && phone_number === null)
        throw invalid(['contacts', index, 'phone_number'], 'is required, or a name, to create a contact')
      contact = draftContact(world, project, NO_ID, name, phone_number)
      if (contact.suffix !== null) newcomers.set(contact.suffix, [...(newcomers.get(contact.suffix) ?? []), contact])
      if (variable !== undefined) byVariable!.add(contact, entry.vars![variable]!)
    }
    const target = targets.get(contact) ?? { contact, vars: isNewcomer(contact) ? NO_VARS : contact.vars }
    target.vars = varsAfter(target.vars, entry.vars, index)
    targets.set(contact, target)
    return target
  })
}

const isNewcomer = ({ id }: Contact): boolean => id === NO_ID

/** @throws Problem where a contact would have too many variables */
function varsAfter(before: Vars, changes: VarChanges | undefined, index: number): Vars {
  try {
    return mergeVars(before, changes)
  } catch (problem) {
    const [issue] = problem instanceof Problem ? problem.issues : []
    throw issue ? invalid(['contacts', index, ...issue.path], issue.message ?? '', issue.rule) : problem
  }
}
