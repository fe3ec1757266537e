import type { Condition } from '../../../core/store/query.ts'
import type { World } from '../../../core/world.ts'
import { SOMEBODY } from '../../../http/example.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { invalid, Problem } from '../../../http/problem.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { list, remove, write } from '../dialect/endpoints.ts'
import { lookupParameter, textFilter, timeConditions, timeFilters, truthFilter } from '../dialect/filters.ts'
import { lookupOf, mustExist } from '../dialect/lookups.ts'
import { SENTENCES } from '../dialect/sentences.ts'
import { format, identityOf, normalize, parseUrn, validUrn } from '../dialect/urns.ts'
import { groupRows } from '../groups/group.ts'
import { addNote, changeContact, createContact, deleteContact as bury } from './change-contact.ts'
import { type Contact, contactRows } from './contact.ts'
import { contactView } from './contact-view.ts'
import { contactByIdentity } from './find-contact.ts'
import { contactBody } from './contact-body.ts'
import { NO_VALUES, mergeValues } from './field-values.ts'

const common = { path: '/api/v2/contacts.json', tag: 'Contacts', scope: 'v2.contacts' }

/** A URN in the URL as it is compared. Whether the number is possible does not matter there. @throws Problem */
function identityInUrl({ caller }: RapidproCall, written: string): string {
  if (caller.workspace.anon) throw new Problem('invalid', 'URN lookups not allowed for anonymous organizations')
  const urn = parseUrn(written)
  if (!urn) throw new Problem('invalid', `Invalid URN: ${written}`)
  return identityOf(normalize(urn, caller.workspace.country))
}

/** Groups are named by uuid, or by name in exactly this case. */
function groupCondition(world: World, key: string): Condition {
  const group =
    groupRows(world).get(key) ??
    groupRows(world)
      .all()
      .find(({ name }) => name === key)
  return { field: 'groups', is: 'includes', value: group?.id ?? null }
}

export const listContacts = list({
  ...common,
  id: 'rapidpro.listContacts',
  summary: 'Lists contacts, the one changed last first.',
  view: contactView,
  filters: {
    uuid: textFilter('Only the contact with this uuid.'),
    urn: textFilter('Only the contact with this URN, however it is written.'),
    group: textFilter('Only members of the group with this uuid or name.'),
    deleted: truthFilter('Only deleted contacts, instead of those that are there.'),
    ...timeFilters('modified_on'),
    reverse: truthFilter('The one changed last comes last.'),
    expand_urns: truthFilter('Shows URNs as objects, with the channel that would be taken.'),
  },
  rows: contactRows,
  select: (call) => {
    const { world, query } = call
    const { uuid, urn, group, deleted = false, reverse } = query
    const identity = urn === undefined ? undefined : identityInUrl(call, urn)
    const byUrn = identity === undefined ? undefined : (contactByIdentity(world, identity) ?? null)
    const byUuid = uuid === undefined ? undefined : (contactRows(world).get(uuid) ?? null)
    const where = [
      { field: 'deleted', is: 'equals', value: deleted } as Condition,
      ...timeConditions('modified_on', query),
    ]
    if (group !== undefined) where.push(groupCondition(world, group))
    const only =
      byUrn !== undefined && byUuid !== undefined && byUrn !== byUuid ? null : byUrn === undefined ? byUuid : byUrn
    return { where, only, sort: 'modified_on', reverse }
  },
  variant: ({ query }) => query.expand_urns,
})

const lookupParameters = {
  uuid: lookupParameter('The contact with this uuid.'),
  urn: lookupParameter('The contact with this URN, however it is written.'),
}

function findInUrl(call: RapidproCall, needed: boolean): { contact: Contact | undefined; byUrn: boolean } | undefined {
  const lookup = lookupOf(call, ['uuid', 'urn'], { needed })
  if (!lookup) return undefined
  if (lookup.name === 'urn')
    return { contact: contactByIdentity(call.world, identityInUrl(call, lookup.value)), byUrn: true }
  return { contact: contactRows(call.world).get(lookup.value), byUrn: false }
}

export const writeContact = write({
  ...common,
  id: 'rapidpro.writeContact',
  summary: 'Creates a contact, or changes the one that `uuid` or `urn` in the URL names; an unknown `urn` creates.',
  example: () => ({ body: { name: 'Alice Uwera', language: 'kin', urns: ['tel:+12065550126'] } }),
  view: contactView,
  lookup: {
    parameters: lookupParameters,
    find: (call) => {
      const found = findInUrl(call, false)
      return found?.byUrn ? found.contact : found && mustExist(found.contact, 'Contact')
    },
  },
  body: contactBody,
  rule: ({ caller }) =>
    (caller.target as Contact | undefined)?.deleted ? "Deleted contacts can't be modified." : undefined,
  create: ({ world, caller, query, body }) => {
    const { name = null, language = null, groups = [], fields = new Map<string, string | null>() } = body
    const urns = query.urn === undefined ? (body.urns ?? []) : [urnForNew(query.urn, caller.workspace.country)]
    return createContact(world, { name, language, groups, ...mergeValues(world, NO_VALUES, fields) }, urns)
  },
  update: ({ world, caller, body }, contact: Contact) => {
    const { name, language, groups, fields, note, urns } = body
    const changes = {
      ...(name !== undefined && { name }),
      ...(language !== undefined && { language }),
      ...(groups && { groups: inGroups(world, contact, groups) }),
      ...(fields && mergeValues(world, contact, fields)),
    }
    const isChanged = isChange(contact, { ...changes, ...(urns && { urns }) })
    const changed = isChanged ? changeContact(world, contact, changes, urns) : contact
    return note === undefined ? changed : addNote(world, changed, caller.user, note)
  },
})

/** The groups with a query that a contact is in, and those that it is put into by hand. */
function inGroups(world: World, contact: Contact, byHand: readonly string[]): readonly string[] {
  const groups = [...contact.groups.filter((id) => groupRows(world).get(id)?.query), ...byHand]
  const same = groups.length === contact.groups.length && groups.every((id) => contact.groups.includes(id))
  return same ? contact.groups : groups
}

/** What is written as it was changes nothing, so that modified_on stays where it is. */
const isChange = (contact: Contact, changes: Partial<Contact>): boolean =>
  Object.entries(changes).some(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(contact[key as keyof Contact]),
  )

/** The URN in the URL becomes the new contact's own, so now it has to be one that can be reached. @throws Problem */
function urnForNew(written: string, country: string): string {
  const urn = validUrn(written, country)
  if (!urn) throw invalid('non_field_errors', SENTENCES.badUrn(written))
  return format(urn)
}

export const deleteContact = remove({
  ...common,
  id: 'rapidpro.deleteContact',
  summary: 'Deletes a contact with its messages. Its URNs are free again.',
  example: () => ({ query: { urn: `tel:${SOMEBODY}` } }),
  lookup: { parameters: lookupParameters, find: (call) => mustExist(findInUrl(call, true)!.contact, 'Contact') },
  remove: ({ world }, contact: Contact) => inSlicesOf(world, bury(world, contact)),
})
