import { type Static, Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { keptId } from '../dialect/ids.ts'
import { idSchema, nullable, record } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'

/** What contains messages, contacts, routes and all else. */
export type Project = RowOf<typeof projects>

export const projects = defineCollection(
  'telerivet.projects',
  {
    id: keptId('project'),
    name: kept.text,
    timezone_id: kept.timeZone,
    url_slug: kept.text,
    default_route_id: kept.orNull(kept.text),
    auto_create_contacts: kept.boolean,
    vars: keptVars,
    organization_id: kept.idOf('telerivet.organizations'),
  },
  { indexes: ['organization_id'], ids: 'telerivet.project' },
)

export const projectSchema = record('Project', {
  id: idSchema('project'),
  name: Type.String({ description: 'Unique within the organization.' }),
  timezone_id: Type.String({ description: 'Default time zone, from the TZ database.' }),
  url_slug: Type.String({ description: 'Part of the address of the project in the web app.' }),
  default_route_id: nullable(Type.String({ description: 'The phone or route that sends where none is named.' })),
  auto_create_contacts: Type.Boolean({ description: 'Whether each new number gets a contact.' }),
  vars: varsSchema,
  organization_id: idSchema('organization'),
  url: Type.String({ description: 'Its page in the web app.' }),
})

export function viewProject(row: Project): Static<typeof projectSchema> {
  return {
    id: row.id,
    name: row.name,
    timezone_id: row.timezone_id,
    url_slug: row.url_slug,
    default_route_id: row.default_route_id,
    auto_create_contacts: row.auto_create_contacts,
    vars: row.vars,
    organization_id: row.organization_id,
    url: `https://telerivet.com/p/${row.url_slug}`,
  }
}

/** The page of a project's object in the web app. */
export const pageOf = (project: string, kind: string, id: string): string =>
  `https://telerivet.com/p/${project.slice(2, 10)}/${kind}/${id}`
