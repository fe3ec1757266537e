import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { emptyGroup } from '../contacts/leave-group.ts'
import { deleteGroup, keepOnlyMembers } from './delete-group.ts'
import { contactFilters, contactSorts, refineContacts } from '../contacts/filters.ts'
import { contactResource } from '../contacts/contact.ts'
import { moveBetweenGroups } from '../contacts/move-between-groups.ts'
import { find, getOne, getOrCreate, query, relate, remove, update } from '../dialect/endpoints.ts'
import { boolean, clearable, label, maybe } from '../dialect/fields.ts'
import { ofProject } from '../dialect/listing.ts'
import { TEXT, TEXTUAL, TRUTH, filter } from '../dialect/filters.ts'
import { varName, varsField } from '../dialect/vars.ts'
import { getOrCreateGroup } from './get-or-create-group.ts'
import { groupResource, refuseDynamic } from './group.ts'
import { updateGroup } from './update-group.ts'

const UNIQUE = 'Unique within the project, whatever the case.'

const one = '/v1/projects/{project_id}/groups/{group_id}'

const filters = { name: filter(TEXT, TEXTUAL), dynamic: filter(TRUTH) }

const { group_id: _ofAnother, ...filtersWithin } = contactFilters

/** What one can do with groups. */
export const groupEndpoints = [
  query(groupResource, {
    id: 'telerivet.queryGroups',
    path: '/v1/projects/{project_id}/groups',
    summary: 'Lists the groups of a project that every given filter keeps.',
    permission: 'View contacts',
    filters,
    sorts: ['name'],
  }),
  getOrCreate(groupResource, {
    id: 'telerivet.getOrCreateGroup',
    path: '/v1/projects/{project_id}/groups',
    summary: 'Finds the group of a name, or creates a normal one.',
    permission: 'Edit contacts',
    example: () => ({ body: { name: 'Committee' } }),
    name: label(UNIQUE),
    make: getOrCreateGroup,
  }),
  getOne(groupResource, {
    id: 'telerivet.getGroup',
    path: one,
    summary: 'Answers a group.',
    permission: 'View contacts',
  }),
  update(groupResource, {
    id: 'telerivet.updateGroup',
    path: one,
    summary: 'Changes what is given of a group.',
    permission: 'Edit contacts',
    example: () => ({ body: { name: 'Members', add_time_variable: 'joined', vars: { chair: 'Grace' } } }),
    body: {
      name: maybe(label(UNIQUE)),
      allow_sending: clearable(boolean('Whether messages may be sent to it.')),
      add_time_variable: clearable(
        varName('The variable in which it is noted of each contact when it was added, unless it has a value.'),
      ),
      vars: varsField,
    },
    change: (group, { world, body }) => updateGroup(world, group, body),
  }),
  remove(groupResource, {
    id: 'telerivet.deleteGroup',
    path: one,
    summary: 'Deletes a group; its contacts stay.',
    permission: 'Edit contacts',
    discard(group, call) {
      const { world } = call
      const end = () => deleteGroup(world, find(groupResource, call))
      keepOnlyMembers(world, group)
      return inSlicesOf(world, emptyGroup(world, group.id), end)
    },
  }),
  query(contactResource, {
    id: 'telerivet.queryGroupContacts',
    path: `${one}/contacts`,
    summary: 'Lists the contacts in a group.',
    permission: 'View contacts',
    filters: filtersWithin,
    sorts: contactSorts,
    within: (call) => [{ field: 'group_ids', is: 'includes', value: find(groupResource, call).id }],
    refine: refineContacts,
  }),
  query(groupResource, {
    id: 'telerivet.queryContactGroups',
    path: '/v1/projects/{project_id}/contacts/{contact_id}/groups',
    summary: 'Lists the groups that a contact is in.',
    permission: 'View contacts',
    filters,
    sorts: ['name'],
    within: (call) => [...ofProject(call), { field: 'id', is: 'oneOf', value: find(contactResource, call).group_ids }],
  }),
  relate('put', [groupResource, contactResource], {
    id: 'telerivet.addToGroup',
    path: `${one}/contacts/{contact_id}`,
    summary: 'Adds a contact to a group, which it may be in already.',
    permission: 'Edit contacts',
    act(world, group, contact) {
      refuseDynamic('group_id', group)
      moveBetweenGroups(world, contact, [group], [])
    },
  }),
  relate('delete', [groupResource, contactResource], {
    id: 'telerivet.removeFromGroup',
    path: `${one}/contacts/{contact_id}`,
    summary: 'Takes a contact out of a group, which it may not be in.',
    permission: 'Edit contacts',
    act(world, group, contact) {
      refuseDynamic('group_id', group)
      moveBetweenGroups(world, contact, [], [group])
    },
  }),
]
