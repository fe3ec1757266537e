import * as Type from 'typebox'
import type { Sight } from '../../../core/sight.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { type Noun, keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, nullable } from '../dialect/schemas.ts'
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
    /** Told what becomes of messages without a status URL of their own. */
    status_webhook: kept.optional(kept.object({ url: kept.webAddress, secret: kept.optional(kept.text) })),
  },
  { indexes: ['organization_id'], ids: 'telerivet.project' },
)

const WEB_APP = 'https://telerivet.com/p'

const page = Type.String({ description: 'Its page in the web app.' })

const projectView = viewOf<Project>()('Project', {
  id: [idSchema('project'), ({ id }) => id],
  name: [Type.String({ description: 'Unique within the organization.' }), ({ name }) => name],
  timezone_id: [
    Type.String({ description: 'Default time zone, from the TZ database.' }),
    ({ timezone_id }) => timezone_id,
  ],
  url_slug: [
    Type.String({ description: 'Part of the address of the project in the web app.' }),
    ({ url_slug }) => url_slug,
  ],
  default_route_id: [
    nullable(Type.String({ description: 'The phone or route that sends where none is named.' })),
    ({ default_route_id }) => default_route_id,
  ],
  auto_create_contacts: [
    Type.Boolean({ description: 'Whether each new number gets a contact.' }),
    ({ auto_create_contacts }) => auto_create_contacts,
  ],
  vars: [varsSchema, ({ vars }) => vars],
  organization_id: [idSchema('organization'), ({ organization_id }) => organization_id],
  url: [page, ({ url_slug }) => `${WEB_APP}/${url_slug}`],
})

export const projectResource: Resource<Project> = {
  noun: 'project',
  tag: 'Projects',
  collection: projects,
  view: projectView,
  everywhere: true,
}

/** The page of a project's object in the web app, as its view has it. */
export const pageOf = (noun: Noun) =>
  [
    page,
    ({ id, project_id }: { id: string; project_id: string }, world: Sight) =>
      `${WEB_APP}/${world.collection(projects).get(project_id)!.url_slug}/${noun}/${id}`,
  ] as const
