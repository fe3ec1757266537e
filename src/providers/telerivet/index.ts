import type { Provider } from '../../http/api.ts'
import { SOMEBODY, latest } from '../../http/example.ts'
import { airtimeResource, airtimeTransactions } from './airtime/airtime-transaction.ts'
import { airtimeEndpoints } from './airtime/endpoints.ts'
import { airtimePages } from './airtime/web-pages.ts'
import { USAGE } from './organizations/usage.ts'
import { organizationPages } from './organizations/web-pages.ts'
import { statsEndpoints } from './stats/endpoints.ts'
import { contactResource, contacts } from './contacts/contact.ts'
import { FOLLOW, connectFilters } from './contacts/follow-filters.ts'
import { contactEndpoints } from './contacts/endpoints.ts'
import { apiKeys, isWellFormedKey, keysOf } from './api-keys/api-key.ts'
import { apiKeyPages, apiKeyView } from './api-keys/web-pages.ts'
import { broadcastEndpoints } from './broadcasts/endpoints.ts'
import { broadcastResource } from './broadcasts/broadcast-view.ts'
import { broadcasts } from './broadcasts/broadcast.ts'
import { QUEUE, sendQueued } from './broadcasts/send-broadcast.ts'
import { followAnswer } from './services/follow-answer.ts'
import { servicePages } from './services/web-pages.ts'
import { serviceTemplatePages } from './service-templates/web-pages.ts'
import { connectServices } from './services/invoke-service.ts'
import { TURN } from './services/service-run.ts'
import { serviceEndpoints } from './services/endpoints.ts'
import { serviceResource, services } from './services/service.ts'
import { OCCASIONS } from './services/types.ts'
import { incoming } from './services/change-incoming.ts'
import { collections } from './collections.ts'
import { consequences, events } from './consequences.ts'
import { dialect } from './dialect/index.ts'
import { describeParameter, parameterOf } from './dialect/resource.ts'
import { fieldEndpoints } from './fields/endpoints.ts'
import { credentialsOf, furnish } from './furnish.ts'
import { groupEndpoints } from './groups/endpoints.ts'
import { dynamicGroupPages } from './groups/web-pages.ts'
import { groupResource, groups } from './groups/group.ts'
import { labelEndpoints } from './labels/endpoints.ts'
import { labelResource, labels } from './labels/label.ts'
import { messageEndpoints } from './messages/endpoints.ts'
import { connectWindows } from './messages/release-queued.ts'
import { RELEASE } from './messages/sending-window.ts'
import { messages } from './messages/message.ts'
import { messageResource } from './messages/message-view.ts'
import { organizationEndpoints } from './organizations/endpoints.ts'
import { organizationResource } from './organizations/organization.ts'
import { phoneEndpoints } from './phones/endpoints.ts'
import { phoneResource } from './phones/phone.ts'
import { phonePages } from './phones/web-pages.ts'
import { routeEndpoints } from './routes/endpoints.ts'
import { customRoutes, routeResource } from './routes/route.ts'
import { routePages } from './routes/web-pages.ts'
import { projectEndpoints } from './projects/endpoints.ts'
import { projectPages } from './projects/web-pages.ts'
import { projectResource } from './projects/project.ts'
import { userEndpoints } from './users/endpoints.ts'
import { userPages } from './users/web-pages.ts'
import { shortLinkEndpoints } from './short-links/endpoints.ts'
import { shortDomainPages } from './short-links/web-pages.ts'
import { shortLinks } from './short-links/short-link.ts'
import { rootEndpoints } from './root.ts'
import { dataRowResource, dataRows } from './tables/data-row.ts'
import { dataTableResource, dataTables } from './tables/data-table.ts'
import { tableEndpoints } from './tables/endpoints.ts'
import { rowEndpoints } from './tables/row-endpoints.ts'
import { storagePages } from './storages/web-pages.ts'
import { connectTasks } from './tasks/apply-task.ts'
import { taskEndpoints } from './tasks/endpoints.ts'
import { STEP, taskResource, tasks } from './tasks/task.ts'
import { notSimulated } from './not-simulated.ts'

/** What paths name by an id. */
const RESOURCES = [
  organizationResource,
  airtimeResource,
  serviceResource,
  projectResource,
  phoneResource,
  routeResource,
  contactResource,
  groupResource,
  labelResource,
  messageResource,
  dataTableResource,
  dataRowResource,
  broadcastResource,
  taskResource,
]

/** Telerivet's REST API, version 1. */
export const telerivet: Provider = {
  name: 'telerivet',
  title: 'Telerivet REST API',
  description:
    'Messages, contacts and routes of a Telerivet project. Every good answer is a 200 with a JSON object, every error is `{"error": {"message", "code", "param"}}`.',
  version: '1',
  bases: ['/v1', '/rvt.me', '/webhook'],
  notSimulated,
  hosts: ['api.telerivet.com', 'rvt.me'],
  basePath: '/v1',
  endpoints: [
    ...rootEndpoints,
    ...serviceEndpoints,
    ...messageEndpoints,
    ...broadcastEndpoints,
    ...shortLinkEndpoints,
    ...contactEndpoints,
    ...tableEndpoints,
    ...rowEndpoints,
    ...groupEndpoints,
    ...labelEndpoints,
    ...taskEndpoints,
    ...fieldEndpoints,
    ...phoneEndpoints,
    ...routeEndpoints,
    ...projectEndpoints,
    ...userEndpoints,
    ...organizationEndpoints,
    ...statsEndpoints,
    ...airtimeEndpoints,
  ],
  collections,
  jobs: [QUEUE, STEP, FOLLOW, RELEASE, TURN],
  webPages: [
    projectPages,
    phonePages,
    routePages,
    shortDomainPages,
    dynamicGroupPages,
    apiKeyPages,
    userPages,
    storagePages,
    servicePages,
    serviceTemplatePages,
    organizationPages,
    airtimePages,
  ],
  dialect,
  security: {
    apiKey: {
      type: 'http',
      scheme: 'basic',
      description: 'The API key as the user name; the password is ignored.',
      'x-textbed': { provider: 'telerivet', username: '{api_key}', password: '' },
    },
    apiKeyParameter: { type: 'apiKey', in: 'query', name: 'api_key' },
  },
  pathParameters(world) {
    const known: Record<string, string | undefined> = {
      ...credentialsOf(world),
      service_id: latest(world, services, ({ service_type }) => service_type === 'incoming_message_webhook'),
      contact_id: latest(world, contacts, ({ phone_number }) => phone_number === SOMEBODY),
      message_id: latest(world, messages),
      transaction_id: latest(world, airtimeTransactions),
      route_id: latest(world, customRoutes),
      task_id: latest(world, tasks),
      table_id: world.collection(dataRows).all().at(-1)?.table_id ?? latest(world, dataTables),
      row_id: latest(world, dataRows),
      group_id: latest(world, groups, ({ dynamic }) => !dynamic),
      label_id: latest(world, labels),
      broadcast_id: latest(world, broadcasts),
    }
    return Object.fromEntries([
      ...RESOURCES.map((one) => [
        parameterOf(one),
        { description: describeParameter(one), example: known[parameterOf(one)] },
      ]),
      ['usage_type', { description: `One of ${Object.keys(USAGE).join(', ')}.`, example: 'messages_day' }],
      [
        'short_link',
        { description: 'What stands behind the host of a short link.', example: latest(world, shortLinks) },
      ],
      ['variable', { description: 'Name of the custom variable.', example: 'crop' }],
    ])
  },
  credentials: credentialsOf,
  logins: (world) =>
    world
      .collection(apiKeys)
      .all()
      .map((row) => apiKeyView.object(row, world)),
  adopts: (credential) => (isWellFormedKey(credential) ? { api_key: credential } : null),
  keys: keysOf,
  furnish,
  connect(world) {
    sendQueued(world)
    connectTasks(world)
    connectFilters(world)
    connectServices(world)
    connectWindows(world)
  },
  seed: async (world, people) => (await import('./seed.ts')).seed(world, people),
  env(world, url) {
    const { api_key, project_id, phone_id } = credentialsOf(world)
    return {
      TELERIVET_API_URL: `${url}/v1`,
      TELERIVET_API_KEY: api_key!,
      TELERIVET_PROJECT_ID: project_id!,
      TELERIVET_PHONE_ID: phone_id!,
    }
  },
  incoming,
  events,
  consequences,
  occasions: ['send_status', ...OCCASIONS],
  onOutcome: followAnswer,
  limits: {
    // No figure is public: this one is made up, so that a client's answer to a 429 can be tried.
    telerivet: [{ match: 'telerivet', limit: 100, window: 60 }],
  },
}
