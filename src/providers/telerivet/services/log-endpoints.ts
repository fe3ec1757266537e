import type { TSchema } from 'typebox'
import type { Condition } from '../../../core/store/query.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { boolean, orElse } from '../dialect/fields.ts'
import { ID, TIME, filter } from '../dialect/filters.ts'
import { pageOf, pageSchema, pagingFields } from '../dialect/paging.ts'
import { KEPT_FOR, logView, serviceLogs } from './service-log.ts'

const { sort: _none, ...paging } = pagingFields()

/** What services left behind. */
export const logEndpoints = [
  endpoint({
    id: 'telerivet.queryServiceLogs',
    method: 'get',
    path: '/v1/projects/{project_id}/service_logs',
    summary: 'Lists the log entries of the services of a project, of the last month.',
    description: 'What all entries have in common, because it was asked for, is left out of them.',
    tag: 'Services',
    permission: 'View automated services',
    query: {
      service_id: filter(ID),
      message_id: filter(ID),
      contact_id: filter(ID),
      time_created: filter(TIME, ['min', 'max']),
      execution_stats: orElse(boolean('Whether entries tell what took how long.'), false),
      ...paging,
    },
    returns: pageSchema(logView.schema) as TSchema,
    handle({ world, caller, query }) {
      const { service_id, message_id, contact_id, time_created, execution_stats } = query
      // "contact_id: ignored if using the message_id parameter".
      const ofContact = message_id ? undefined : contact_id
      const where: Condition[] = [
        { field: 'project_id', is: 'equals', value: caller.project.id },
        { field: 'time_created', is: 'above', value: Math.floor(world.now / 1000) - KEPT_FOR },
        ...[service_id, message_id, ofContact, time_created].flatMap((conditions) => conditions ?? []),
      ]
      const variant = {
        service: !service_id,
        message: !message_id,
        contact: !message_id && !contact_id,
        stats: execution_stats,
      }
      return pageOf('service log', world.collection(serviceLogs), where, { ...query, sort: 'default' }, (row) =>
        logView.json(row, world, variant),
      )
    },
  }),
]
