import type { Condition } from '../../../core/store/query.ts'
import { invalid } from '../../../http/problem.ts'
import { idField, maybe } from '../dialect/fields.ts'
import { ID, MEMBER, TEXT, TIME, TRUTH, choiceOf, filter, idOf } from '../dialect/filters.ts'
import { type Asking, type Listing, ofProject } from '../dialect/listing.ts'
import { groupOf, membersOf } from '../groups/group.ts'
import { DIRECTIONS, MESSAGE_TYPES, SOURCES, STATUSES } from './words.ts'

/** What lists of messages are filtered by. */
export const messageFilters = {
  direction: filter(choiceOf(DIRECTIONS)),
  message_type: filter(choiceOf(MESSAGE_TYPES)),
  source: filter(choiceOf(SOURCES)),
  starred: filter(TRUTH),
  status: filter(choiceOf(STATUSES)),
  time_created: filter(TIME, ['min', 'max'], { bare: false }),
  external_id: filter(TEXT, ['ne', 'exists'], { column: ['extra', 'external_id'] }),
  contact_id: filter(ID, ['ne', 'exists']),
  phone_id: filter(ID),
  broadcast_id: filter(ID, ['ne', 'exists'], { column: ['extra', 'broadcast_id'] }),
  scheduled_id: filter(ID, ['ne', 'exists'], { column: ['extra', 'scheduled_id'] }),
}

const labelFilter = { label_id: filter(MEMBER, [], { column: ['extra', 'label_ids'] }) }

/** "group_id: messages sent to or from contacts of this group". */
export const messageParameters = { group_id: maybe(idField('group', 'Only messages of contacts in this group.')) }

/**
 * A message knows its contact, and the contact its groups. @throws Problem where "the group must be a normal group, not a
 * dynamic group"
 */
export function withinGroup({ world, caller, query }: Asking<{ group_id?: string | undefined }>): Condition[] {
  if (query.group_id === undefined) return []
  const group = groupOf(world, caller.project, idOf(query.group_id))
  if (group?.dynamic) throw invalid('group_id', 'is a dynamic group; messages are listed by normal groups alone')
  const members = group ? membersOf(world, group) : []
  return [{ field: 'contact_id', is: 'oneOf', value: members.map(({ id }) => id) }]
}

/** What lists of a project's messages are asked. */
export const messageListing = {
  filters: { ...labelFilter, ...messageFilters },
  parameters: messageParameters,
  within: (call: Asking<{ group_id?: string | undefined }>) => [...ofProject(call), ...withinGroup(call)],
} satisfies Listing<never>
