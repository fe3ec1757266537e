import { type Static, Type } from '@sinclair/typebox'
import { defineCollection } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import { idSchema, nullable, record } from '../dialect/schemas.ts'
import { type Vars, varsSchema } from '../dialect/vars.ts'

/** What contains messages, contacts, routes and all else. */
export interface Project extends Row {
  name: string
  timezone_id: string
  url_slug: string
  default_route_id: string | null
  auto_create_contacts: boolean
  vars: Vars
  organization_id: string
}

export const projects = defineCollection<Project>('telerivet.projects', { indexes: ['organization_id'] })

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
