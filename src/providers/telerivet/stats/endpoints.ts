import type { FieldValues } from '../../../http/field.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { invalid } from '../../../http/problem.ts'
import { endpoint, find } from '../dialect/endpoints.ts'
import { organizationResource, organizations } from '../organizations/organization.ts'
import { projects } from '../projects/project.ts'
import { type Question, statsOf, statsSchema } from './message-stats.ts'
import { statsParameters } from './parameters.ts'

const HISTORY = 'Whatever has been counted is history: there is nothing of today, in the time zone of the project.'

const example = () => ({
  query: {
    start_date: '2026-01-01',
    end_date: '2026-01-31',
    rollup: 'week',
    properties: 'direction,status',
    metrics: 'count,num_parts',
  },
})

/** What one can do with statistics. */
export const statsEndpoints = [
  endpoint({
    id: 'telerivet.getMessageStats',
    method: 'get',
    path: '/v1/projects/{project_id}/message_stats',
    summary: 'Sums up the messages of a project by days and properties.',
    description: HISTORY,
    tag: 'Projects',
    permission: 'View statistics',
    query: statsParameters,
    returns: statsSchema,
    example,
    handle({ world, caller: { project }, query }) {
      const organization = world.collection(organizations).get(project.organization_id)!
      const counting = statsOf(world, organization, [project], project.timezone_id, questionOf(query))
      return inSlicesOf(world, counting)
    },
  }),
  endpoint({
    id: 'telerivet.getOrganizationMessageStats',
    method: 'get',
    path: '/v1/organizations/{organization_id}/message_stats',
    summary: 'Sums up the messages of all projects of an organization by days and properties.',
    description: `${HISTORY} The days of each project are its own; start_time and end_time are the organization's.`,
    tag: 'Organizations',
    permission: 'View statistics',
    query: statsParameters,
    returns: statsSchema,
    example,
    handle(call) {
      const { world, query } = call
      const organization = find(organizationResource, call)
      const all = world.collection(projects).by('organization_id', organization.id).toArray()
      const counting = statsOf(world, organization, all, organization.timezone_id, questionOf(query))
      return inSlicesOf(world, counting)
    },
  }),
]

/** @throws Problem where nothing can be asked in this way */
function questionOf(asked: FieldValues<typeof statsParameters>): Question {
  const { start_date: first, end_date: last, rollup, properties = [], metrics, currency, filters: where } = asked
  if (last < first) throw invalid('end_date', 'must not be before start_date')
  if (metrics.length === 0) throw invalid('metrics', 'is required')
  return { days: { first, last }, rollup, properties, metrics, currency, where }
}
