import * as Type from 'typebox'
import type { Call } from '../../../http/call.ts'
import { type Field, field } from '../../../http/field.ts'
import type { Caller } from '../dialect/auth.ts'
import { endpoint, find, getOne, query, update } from '../dialect/endpoints.ts'
import { boolean, clearable, idField, label, maybe, orElse, refuse } from '../dialect/fields.ts'
import { TEXT, TEXTUAL, filter } from '../dialect/filters.ts'
import { mergeVars, varsField } from '../dialect/vars.ts'
import { organizationResource } from '../organizations/organization.ts'
import { refuseUnknownRoute } from '../phones/choose-route.ts'
import { createProject, refuseTaken } from './create-project.ts'
import { projectResource, projects } from './project.ts'
import { timezone } from './timezone.ts'

const slug = (): Field<string> =>
  field(
    Type.String({ description: 'Part of the address of the project in the web app; unique.' }),
    (raw, path, issues) =>
      typeof raw === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(raw)
        ? raw
        : refuse(path, 'slug', issues, 'must consist of letters, digits, hyphens and underscores, at most 64'),
  )

const filters = { name: filter(TEXT, TEXTUAL) }

/** What one can do with projects. */
export const projectEndpoints = [
  query(projectResource, {
    id: 'telerivet.queryProjects',
    path: '/v1/projects',
    summary: 'Lists the projects that the API key has access to.',
    filters,
    sorts: ['name'],
    within: ({ caller: { key } }) => [
      { field: 'organization_id', is: 'equals', value: key.organization_id },
      ...(key.project_id === null ? [] : [{ field: 'id', is: 'equals', value: key.project_id } as const]),
    ],
  }),
  query(projectResource, {
    id: 'telerivet.queryOrganizationProjects',
    path: '/v1/organizations/{organization_id}/projects',
    summary: 'Lists the projects of an organization.',
    permission: 'View projects',
    filters,
    sorts: ['name'],
    within: (call: Call<Caller>) => [
      { field: 'organization_id', is: 'equals', value: find(organizationResource, call).id },
    ],
  }),
  endpoint({
    id: 'telerivet.createProject',
    method: 'post',
    path: '/v1/organizations/{organization_id}/projects',
    summary: 'Creates a project in an organization.',
    tag: 'Projects',
    permission: 'Edit project settings',
    body: {
      name: label('Unique within the organization.'),
      timezone_id: maybe(timezone()),
      url_slug: maybe(slug()),
      auto_create_contacts: orElse(boolean(), true),
      vars: varsField,
    },
    returns: projectResource.view.schema,
    example: () => ({ body: { name: 'Harvest', timezone_id: 'Africa/Kigali' } }),
    handle: (call) =>
      projectResource.view.json(createProject(call.world, find(organizationResource, call), call.body), call.world),
  }),
  getOne(projectResource, {
    id: 'telerivet.getProject',
    path: '/v1/projects/{project_id}',
    summary: 'Answers a project.',
  }),
  update(projectResource, {
    id: 'telerivet.updateProject',
    path: '/v1/projects/{project_id}',
    summary: 'Changes what is given of a project.',
    permission: 'Edit project settings',
    example: () => ({ body: { name: 'Cooperative', timezone_id: 'Africa/Kigali' } }),
    body: {
      name: maybe(label('Unique within the organization.')),
      timezone_id: maybe(timezone()),
      url_slug: maybe(slug()),
      default_route_id: clearable(idField('phone or route', 'The phone or route that sends where none is named.')),
      auto_create_contacts: maybe(boolean()),
      vars: varsField,
    },
    change(project, { world, body: { vars, ...changes } }) {
      refuseTaken(world, project.organization_id, changes, project)
      refuseUnknownRoute(world, project, 'default_route_id', changes.default_route_id)
      return world.collection(projects).update(project, { ...changes, vars: mergeVars(project.vars, vars) })
    },
  }),
]
