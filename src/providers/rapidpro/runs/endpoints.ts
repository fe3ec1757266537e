import type { Condition } from '../../../core/store/query.ts'
import { list } from '../dialect/endpoints.ts'
import { integerFilter, textFilter, timeConditions, timeFilters, truthFilter, uuidFilter } from '../dialect/filters.ts'
import { numberOf } from '../dialect/ids.ts'
import { activeFlow } from '../flows/flow.ts'
import { runView } from './run-view.ts'
import { runRows } from './run.ts'

export const listRuns = list({
  path: '/api/v2/runs.json',
  tag: 'Flows',
  scope: 'v2.runs',
  id: 'rapidpro.listRuns',
  summary: 'Lists the ways of contacts through flows, the one that went on last first.',
  view: runView,
  filters: {
    id: integerFilter('Only the run with this number.'),
    uuid: uuidFilter('Only the run with this uuid.'),
    flow: textFilter('Only runs of the flow with this uuid.'),
    contact: textFilter('Only runs of the contact with this uuid.'),
    responded: truthFilter('Only those in which the contact answered; no filters nothing.'),
    paths: truthFilter('Whether the nodes that a run came to are shown, as they are unless this is no.'),
    ...timeFilters('modified_on'),
    reverse: truthFilter('The one that went on last comes last.'),
  },
  exclusive: ['contact', 'flow'],
  rows: runRows,
  select: ({ world, caller, query }) => {
    const { id, uuid, flow, contact, responded, reverse } = query
    const where: Condition[] = timeConditions('modified_on', query)
    if (flow !== undefined) where.push({ field: 'flow', is: 'equals', value: activeFlow(world, flow)?.id ?? null })
    if (contact !== undefined) where.push({ field: 'contact', is: 'equals', value: contact })
    if (responded) where.push({ field: 'responded', is: 'equals', value: true })
    if (id === undefined && uuid === undefined) return { where, sort: 'modified_on', reverse }
    const number = uuid === undefined ? id : numberOf(uuid, caller.workspace.run_uuids)
    return {
      where,
      only: id === undefined || id === number ? (runRows(world).get(String(number)) ?? null) : null,
    }
  },
  variant: ({ query: { paths = true } }) => !paths,
})
