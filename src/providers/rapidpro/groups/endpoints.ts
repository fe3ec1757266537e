import { emptyGroup } from '../contacts/change-contact.ts'
import type { Condition } from '../../../core/store/query.ts'
import { latest } from '../../../http/example.ts'
import { list, remove, write } from '../dialect/endpoints.ts'
import { lookupParameter, textFilter, truthFilter } from '../dialect/filters.ts'
import { refuseOneMore, refuseSystem } from '../dialect/guards.ts'
import { oneBy } from '../dialect/lookups.ts'
import { isNamed, uniqueName } from '../dialect/names.ts'
import { onceDone } from '../dialect/once-done.ts'
import { createGroup } from './create-group.ts'
import { deleteGroup as discard } from './delete-group.ts'
import { refuseUsed } from './refuse-used.ts'
import { type Group, groupRows, groupView, groups, ownGroups } from './group.ts'
import { updateGroup } from './update-group.ts'

const common = { path: '/api/v2/groups.json', tag: 'Groups', scope: 'v2' }

const parameters = { uuid: lookupParameter('The group with this uuid.') }

const byUuid = (needed: boolean) =>
  oneBy('uuid', 'ContactGroup', (world, uuid): Group | undefined => groupRows(world).get(uuid), needed)

const BY_HAND: Condition = { field: 'query', is: 'isSet', value: false }

/** Those whose query has been asked of somebody. */
const BEGUN: Condition = { field: 'status', is: 'differs', value: 'initializing' }

export const listGroups = list({
  ...common,
  id: 'rapidpro.listGroups',
  summary: 'Lists groups of contacts, newest first.',
  view: groupView,
  filters: {
    uuid: textFilter('Only the group with this uuid.'),
    name: textFilter('Only the group with this name, whatever the case.'),
    manual_only: truthFilter('Only groups that contacts are put into by hand.'),
  },
  exclusive: ['uuid', 'name'],
  rows: groupRows,
  select: ({ world, query: { uuid, name, manual_only } }) => {
    const where = manual_only ? [BEGUN, BY_HAND] : [BEGUN]
    if (uuid !== undefined) return { where, only: groupRows(world).get(uuid) ?? null }
    if (name !== undefined) return { where, only: groupRows(world).all().find(isNamed(name)) ?? null }
    return { where }
  },
})

export const writeGroup = write({
  ...common,
  id: 'rapidpro.writeGroup',
  summary: 'Creates a group that contacts are put into by hand, or renames the one that `uuid` in the URL names.',
  example: () => ({ body: { name: 'Reporters' } }),
  view: groupView,
  lookup: { parameters, find: byUuid(false) },
  guard(call) {
    refuseSystem(call, 'modify')
    refuseOneMore(call, ownGroups(call.world))
  },
  body: { name: uniqueName((world) => groupRows(world).all()) },
  create: ({ world, body }) => createGroup(world, body),
  update: ({ world, body }, group: Group) => updateGroup(world, group, body),
})

export const deleteGroup = remove({
  ...common,
  id: 'rapidpro.deleteGroup',
  summary: 'Deletes a group; its members stay.',
  example: (demo) => ({ query: { uuid: latest(demo, groups, ({ system }) => !system) } }),
  lookup: { parameters, find: byUuid(true) },
  guard(call) {
    refuseSystem(call, 'delete')
    refuseUsed(call)
  },
  remove: (call, group: Group) => onceDone(call, group, emptyGroup, discard),
})
