import type { Condition } from '../../../core/store/query.ts'
import { list } from '../dialect/endpoints.ts'
import { textFilter, timeConditions, timeFilters, truthFilter } from '../dialect/filters.ts'
import { FLOW_TYPES, activeFlow, flowRows, flowView } from './flow.ts'

export const listFlows = list({
  path: '/api/v2/flows.json',
  tag: 'Flows',
  scope: 'v2',
  id: 'rapidpro.listFlows',
  summary: 'Lists flows, newest first.',
  view: flowView,
  filters: {
    uuid: textFilter('Only the flow with this uuid.'),
    type: textFilter('Only flows of this type.', FLOW_TYPES),
    archived: truthFilter('Only those that are archived, or only those that are not.'),
    ...timeFilters('modified_on'),
  },
  rows: flowRows,
  select: ({ world, query }) => {
    const { uuid, type, archived } = query
    const where: Condition[] = [
      { field: 'is_active', is: 'equals', value: true },
      { field: 'message_of', is: 'isSet', value: false },
      ...timeConditions('modified_on', query),
    ]
    if (type !== undefined) where.push({ field: 'type', is: 'equals', value: type })
    if (archived !== undefined) where.push({ field: 'archived', is: 'equals', value: archived })
    return { where, only: uuid === undefined ? undefined : (activeFlow(world, uuid) ?? null) }
  },
})
