import { label, maybe } from '../dialect/fields.ts'
import { TEXT, TEXTUAL, filter } from '../dialect/filters.ts'
import { getOne, query, update } from '../dialect/endpoints.ts'
import { timezone } from '../projects/timezone.ts'
import { organizationResource, organizations } from './organization.ts'

/** What one can do with organizations. */
export const organizationEndpoints = [
  query(organizationResource, {
    id: 'telerivet.queryOrganizations',
    path: '/v1/organizations',
    summary: 'Lists the organizations that the API key has access to.',
    filters: { name: filter(TEXT, TEXTUAL) },
    sorts: ['name'],
    within: ({ caller: { key } }) => [
      { field: 'id', is: 'equals', value: key.project_id === null ? key.organization_id : null },
    ],
  }),
  getOne(organizationResource, {
    id: 'telerivet.getOrganization',
    path: '/v1/organizations/{organization_id}',
    summary: 'Answers an organization.',
    permission: 'Access organization',
  }),
  update(organizationResource, {
    id: 'telerivet.updateOrganization',
    path: '/v1/organizations/{organization_id}',
    summary: 'Changes the settings of an organization.',
    permission: 'Edit organization settings',
    example: () => ({ body: { name: 'Growers of the hills', timezone_id: 'Africa/Kigali' } }),
    body: { name: maybe(label()), timezone_id: maybe(timezone()) },
    change: (organization, { world, body }) => world.collection(organizations).update(organization, body),
  }),
]
