import { expect, test } from 'vitest'
import { permissionOf } from '../../../src/providers/telerivet/dialect/endpoints.ts'
import { telerivet } from '../../../src/providers/telerivet/index.ts'

/** "Permission required", as the document has it beside each operation, and the retired ones as those that took their place. */
const REQUIRED: Record<string, string[]> = {
  none: ['get /projects/{}', 'get /projects', 'get /organizations', 'get '],
  'Access organization': ['get /organizations/{}'],
  'Delete messages': ['delete /projects/{}/messages/{}'],
  'Edit automated services': [
    'post /projects/{}/services',
    'post /projects/{}/services/{}/config',
    'post /projects/{}/services/{}',
    'delete /projects/{}/services/{}',
  ],
  'Edit contacts': [
    'post /projects/{}/contacts',
    'post /projects/{}/import_contacts',
    'delete /projects/{}/contacts/{}',
    'post /projects/{}/contacts/{}',
    'delete /projects/{}/groups/{}/contacts/{}',
    'put /projects/{}/groups/{}/contacts/{}',
    'post /projects/{}/contact_fields/{}',
    'post /projects/{}/services/{}/states/{}',
    'delete /projects/{}/services/{}/states/{}',
    'post /projects/{}/groups',
    'post /projects/{}/groups/{}',
    'delete /projects/{}/groups/{}',
  ],
  'Edit data tables': [
    'post /projects/{}/tables',
    'post /projects/{}/tables/{}/rows',
    'post /projects/{}/tables/{}/rows/{}',
    'delete /projects/{}/tables/{}/rows/{}',
    'post /projects/{}/tables/{}/fields/{}',
    'post /projects/{}/tables/{}',
    'delete /projects/{}/tables/{}',
    'post /projects/{}/tasks/{}/cancel',
  ],
  'Edit organization settings': ['post /organizations/{}'],
  'Edit project settings': ['post /organizations/{}/projects', 'post /projects/{}'],
  'Edit routes': ['post /projects/{}/phones/{}', 'post /projects/{}/routes/{}'],
  'Send messages': [
    'post /projects/{}/messages/send',
    'post /projects/{}/send_broadcast',
    'post /projects/{}/send_multi',
    'delete /projects/{}/labels/{}/messages/{}',
    'post /projects/{}/messages/receive',
    'put /projects/{}/labels/{}/messages/{}',
    'post /projects/{}/broadcasts/{}/cancel',
    'post /projects/{}/messages/{}/cancel',
    'post /projects/{}/messages/{}/resend',
    'post /projects/{}/messages/{}',
    'post /projects/{}/message_fields/{}',
    'post /projects/{}/scheduled',
    'post /projects/{}/scheduled/{}',
    'delete /projects/{}/scheduled/{}',
    'post /projects/{}/relative_scheduled',
    'post /projects/{}/relative_scheduled/{}',
    'delete /projects/{}/relative_scheduled/{}',
    'post /projects/{}/services/{}/invoke',
    'post /projects/{}/labels',
    'post /projects/{}/labels/{}',
    'delete /projects/{}/labels/{}',
    'post /projects/{}/messages/outgoing',
    'post /projects/{}/messages/send_batch',
    'post /projects/{}/messages/outgoing_batch',
  ],
  'View airtime': ['get /projects/{}/airtime_transactions', 'get /projects/{}/airtime_transactions/{}'],
  'View automated services': [
    'get /projects/{}/services',
    'get /projects/{}/services/{}',
    'get /projects/{}/services/{}/config',
    'get /projects/{}/service_logs',
    'post /projects/{}/tasks',
    'get /projects/{}/tasks',
    'get /projects/{}/tasks/{}',
  ],
  'View billing information': ['get /organizations/{}/billing', 'get /organizations/{}/usage/{}'],
  'View contacts': [
    'get /projects/{}/contacts',
    'get /projects/{}/contact_fields',
    'get /projects/{}/contacts/{}',
    'get /projects/{}/contacts/{}/states',
    'get /projects/{}/contacts/{}/groups',
    'get /projects/{}/services/{}/states',
    'get /projects/{}/services/{}/states/{}',
    'get /projects/{}/groups',
    'get /projects/{}/groups/{}',
    'get /projects/{}/groups/{}/contacts',
  ],
  'View data tables': [
    'get /projects/{}/contacts/{}/rows',
    'get /projects/{}/tables/{}',
    'get /projects/{}/tables/{}/rows',
    'get /projects/{}/tables/{}/rows/{}',
    'get /projects/{}/tables/{}/fields',
    'get /projects/{}/tables/{}/count_rows_by_value',
    'get /projects/{}/tables',
  ],
  'View messages': [
    'get /projects/{}/messages',
    'get /projects/{}/message_fields',
    'get /projects/{}/broadcasts/{}',
    'get /projects/{}/broadcasts',
    'get /projects/{}/messages/{}',
    'get /projects/{}/scheduled',
    'get /projects/{}/relative_scheduled',
    'get /projects/{}/scheduled/{}',
    'get /projects/{}/relative_scheduled/{}',
    'get /projects/{}/contacts/{}/messages',
    'get /projects/{}/contacts/{}/scheduled',
    'get /projects/{}/phones/{}/messages',
    'get /projects/{}/labels',
    'get /projects/{}/labels/{}',
    'get /projects/{}/labels/{}/messages',
    'get /projects/{}/groups/{}/scheduled',
    'get /projects/{}/messages/{}/mms_parts',
  ],
  'View projects': ['get /organizations/{}/projects'],
  'View routes': [
    'get /projects/{}/phones',
    'get /projects/{}/phones/{}',
    'get /projects/{}/routes',
    'get /projects/{}/routes/{}',
  ],
  'View statistics': ['get /projects/{}/message_stats', 'get /organizations/{}/message_stats'],
  'View user permissions': ['get /projects/{}/users'],
}

const permissions = new Map(
  Object.entries(REQUIRED).flatMap(([permission, operations]) =>
    operations.map((operation) => [operation, permission] as const),
  ),
)

/** Short links are no operations: whoever has one may open it. */
const documented = telerivet.endpoints.filter(({ path }) => path.startsWith('/v1'))

const operations = documented.map((endpoint) => ({
  id: endpoint.id,
  operation: `${endpoint.method} ${endpoint.path.replace('/v1', '').replace(/\{\w+\}/g, '{}')}`,
  asked: permissionOf(endpoint) ?? 'none',
}))

test('each operation is one of the document’s', () => {
  expect(operations.filter(({ operation }) => !permissions.has(operation))).toEqual([])
})

// That a key without it gets a 401, whatever else is wrong, is tried of each in api-keys.test.ts.
test.each(operations)('$id ($operation) requires the permission that the document names', ({ operation, asked }) => {
  expect(asked).toBe(permissions.get(operation))
})
