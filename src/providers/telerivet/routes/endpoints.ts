import { getOne, query, update } from '../dialect/endpoints.ts'
import { label, maybe } from '../dialect/fields.ts'
import { TEXT, TEXTUAL, filter } from '../dialect/filters.ts'
import { varsField } from '../dialect/vars.ts'
import { routeResource } from './route.ts'
import { updateRoute } from './update-route.ts'

/** What one can do with custom routes; phones, the basic ones, are not among them. */
export const routeEndpoints = [
  query(routeResource, {
    id: 'telerivet.queryRoutes',
    path: '/v1/projects/{project_id}/routes',
    summary: 'Lists the custom routes of a project that every given filter keeps.',
    permission: 'View routes',
    filters: { name: filter(TEXT, TEXTUAL) },
    sorts: ['name'],
  }),
  getOne(routeResource, {
    id: 'telerivet.getRoute',
    path: '/v1/projects/{project_id}/routes/{route_id}',
    summary: 'Answers a custom route.',
    permission: 'View routes',
  }),
  update(routeResource, {
    id: 'telerivet.updateRoute',
    path: '/v1/projects/{project_id}/routes/{route_id}',
    summary: 'Changes the name or the variables of a custom route.',
    permission: 'Edit routes',
    example: () => ({ body: { name: 'Both phones', vars: { office: 'Kigali' } } }),
    body: { name: maybe(label()), vars: varsField },
    change: (route, { world, body }) => updateRoute(world, route, body),
  }),
]
