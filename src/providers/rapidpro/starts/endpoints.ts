import type { World } from '../../../core/world.ts'
import { exampleContact } from '../contacts/contact.ts'
import { urn } from '../contacts/contact-body.ts'
import { findContact } from '../contacts/find-contact.ts'
import { list, write } from '../dialect/endpoints.ts'
import { boolean, list as listOf, optional } from '../dialect/fields.ts'
import { timeConditions, timeFilters, truthFilter, uuidFilter } from '../dialect/filters.ts'
import { reference, references } from '../dialect/references.ts'
import { exampleFlow, findFlow } from '../flows/flow.ts'
import { findGroup } from '../groups/group.ts'
import { createStart } from './create-start.ts'
import { flowStartRows, flowStartView } from './flow-start.ts'
import { params } from './params.ts'

const common = { path: '/api/v2/flow_starts.json', tag: 'Flows', scope: 'v2' }

export const listFlowStarts = list({
  ...common,
  id: 'rapidpro.listFlowStarts',
  summary: 'Lists flow starts that somebody asked for, the one that went on last first.',
  view: flowStartView,
  filters: {
    uuid: uuidFilter('Only the start with this uuid.'),
    ...timeFilters('modified_on'),
    reverse: truthFilter('The one that went on last comes last.'),
  },
  rows: flowStartRows,
  select: ({ world, query }) => ({
    where: timeConditions('modified_on', query),
    only: query.uuid === undefined ? undefined : (flowStartRows(world).get(query.uuid) ?? null),
    sort: 'modified_on',
    reverse: query.reverse,
  }),
})

const idsOf = (rows: readonly { readonly id: string }[] | undefined): string[] => (rows ?? []).map(({ id }) => id)

export const createFlowStart = write({
  ...common,
  id: 'rapidpro.createFlowStart',
  summary:
    'Starts contacts, those with URNs and members of groups in a flow. Who they are is found out as time passes.',
  example: (world: World) => ({
    body: { flow: exampleFlow(world), contacts: [exampleContact(world)], params: { campaign: 'winter' } },
  }),
  view: flowStartView,
  body: {
    flow: reference(findFlow, 'uuid of a flow'),
    groups: optional(references(findGroup, 'uuid or name of a group')),
    contacts: optional(references(findContact, 'uuid or URN of a contact')),
    urns: optional(listOf(urn())),
    restart_participants: optional(boolean()),
    exclude_active: optional(boolean()),
    params: optional(params()),
    extra: optional(params()),
  },
  rule: ({ body: { groups = [], contacts = [], urns = [] } }) =>
    groups.length + contacts.length + urns.length === 0 ? 'Must specify at least one group, contact or URN' : undefined,
  create: ({ world, body }) => {
    const {
      flow,
      groups,
      contacts,
      urns,
      restart_participants = true,
      exclude_active = false,
      params: given,
      extra,
    } = body
    return createStart(world, {
      flow: flow.id,
      groups: idsOf(groups),
      contacts: idsOf(contacts),
      urns: urns ?? [],
      restart_participants,
      exclude_active,
      params: given ?? extra ?? {},
    })
  },
})
