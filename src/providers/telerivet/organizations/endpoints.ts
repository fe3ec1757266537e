import * as Type from 'typebox'
import { Problem } from '../../../http/problem.ts'
import { label, maybe } from '../dialect/fields.ts'
import { TEXT, TEXTUAL, filter } from '../dialect/filters.ts'
import { endpoint, find, getOne, query, update } from '../dialect/endpoints.ts'
import { timezone } from '../projects/timezone.ts'
import { billingOf, billingSchema } from './billing.ts'
import { organizationResource, organizations } from './organization.ts'
import { USAGE, type UsageType } from './usage.ts'

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
  endpoint({
    id: 'telerivet.getBillingDetails',
    method: 'get',
    path: '/v1/organizations/{organization_id}/billing',
    summary: 'Answers the plan and the balance of an organization.',
    tag: 'Organizations',
    permission: 'View billing information',
    returns: billingSchema,
    handle: (call) => billingOf(call.world, find(organizationResource, call)),
  }),
  endpoint({
    id: 'telerivet.getUsage',
    method: 'get',
    path: '/v1/organizations/{organization_id}/usage/{usage_type}',
    summary: 'Answers how much of a limit of its plan an organization uses: a number, and nothing around it.',
    tag: 'Organizations',
    permission: 'View billing information',
    returns: Type.Integer(),
    handle(call) {
      const organization = find(organizationResource, call)
      const type = call.params.usage_type!
      if (!Object.hasOwn(USAGE, type))
        throw new Problem(
          'not_found',
          `There is no usage ${JSON.stringify(type)}; there are: ${Object.keys(USAGE).join(', ')}.`,
        )
      return USAGE[type as UsageType](call.world, organization)
    },
  }),
]
