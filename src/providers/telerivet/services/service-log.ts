import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { idSchema, nullable, oneOf, timeSchema } from '../dialect/schemas.ts'

/** A line that a service left behind. */
export type ServiceLog = RowOf<typeof serviceLogs>

export const serviceLogs = defineCollection(
  'telerivet.service-logs',
  {
    project_id: kept.idOf('telerivet.projects'),
    /** Services, messages and contacts that may be gone. */
    service_id: kept.text,
    message_id: kept.orNull(kept.text),
    contact_id: kept.orNull(kept.text),
    time_created: kept.seconds,
    content: kept.text,
    is_error: kept.boolean,
    /** The webhook that it tells of, and how that was answered, if it was. */
    webhook: kept.orNull(kept.object({ url: kept.text, status_code: kept.orNull(kept.count) })),
  },
  { indexes: ['project_id', 'message_id'], ids: 'telerivet.service-log', prefix: 'L' },
)

/** "Service logs are automatically deleted after approximately one month", in seconds. */
export const KEPT_FOR = 30 * 24 * 3600

/** What a list shows besides. */
export interface LogVariant {
  service: boolean
  message: boolean
  contact: boolean
  stats: boolean
}

const stat = (what: string) =>
  Type.Optional(Type.Integer({ description: `${what}; where execution_stats was asked for.` }))

const requestSchema = Type.Object(
  {
    type: oneOf(['api_request', 'http_request', 'module_load']),
    resource: Type.String({ description: 'Method and URL.' }),
    elapsed_ms: Type.Integer(),
    status_code: nullable(Type.Integer()),
  },
  { additionalProperties: false },
)

export const logView = viewOf<ServiceLog, LogVariant>()('Service log entry', {
  time_created: [timeSchema('When it was written'), ({ time_created }) => time_created],
  content: [Type.String(), ({ content }) => content],
  elapsed_ms: [nullable(Type.Integer({ description: 'How long it took, where that is known.' })), null],
  service_id: [
    Type.Optional(idSchema('service; left out where the list is of one')),
    ({ service_id }, _world, { service }) => (service ? service_id : undefined),
  ],
  message_id: [
    Type.Optional(nullable(idSchema('message; left out where the list is of one'))),
    ({ message_id }, _world, { message }) => (message ? message_id : undefined),
  ],
  contact_id: [
    Type.Optional(nullable(idSchema('contact; left out where the list is of one, or of a message'))),
    ({ contact_id }, _world, { contact }) => (contact ? contact_id : undefined),
  ],
  api_request_count: [stat('API requests of a script'), (_row, _world, { stats }) => (stats ? 0 : undefined)],
  api_request_ms: [stat('How long they took'), (_row, _world, { stats }) => (stats ? 0 : undefined)],
  http_request_count: [stat('HTTP requests of a script'), (_row, _world, { stats }) => (stats ? 0 : undefined)],
  http_request_ms: [stat('How long they took'), (_row, _world, { stats }) => (stats ? 0 : undefined)],
  webhook_count: [stat('Webhooks'), ({ webhook }, _world, { stats }) => (stats ? Number(webhook !== null) : undefined)],
  requests: [
    Type.Optional(Type.Array(requestSchema)),
    ({ webhook }, _world, { stats }) => (stats ? requestsOf(webhook) : undefined),
  ],
})

// Time stands still in a world while a receiver answers.
const requestsOf = (webhook: ServiceLog['webhook']) =>
  webhook === null
    ? []
    : [
        {
          type: 'http_request' as const,
          resource: `POST ${webhook.url}`,
          elapsed_ms: 0,
          status_code: webhook.status_code,
        },
      ]
