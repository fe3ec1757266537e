import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { optional } from '../../../http/field.ts'
import { orNull, text, webAddress } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { nullable } from '../dialect/schemas.ts'
import { type Project, projectResource, projects } from './project.ts'

export const projectSettingsView = viewOf<Project>()('Project settings', {
  ...projectResource.view.members,
  status_url: [
    nullable(Type.String({ description: 'Told what becomes of messages without a status URL of their own.' })),
    ({ status_webhook }) => status_webhook?.url ?? null,
  ],
  status_secret: [
    nullable(Type.String({ description: 'Posted there as `secret`.' })),
    ({ status_webhook }) => status_webhook?.secret ?? null,
  ],
})

/** What of a project is set on the web pages alone. */
export const projectPages = webPages({
  noun: 'project',
  nouns: 'projects',
  rows: (world: World) => world.collection(projects).all().toArray(),
  view: projectSettingsView,
  change: {
    description: 'The status URL is posted to whenever the status of a message changes that has none of its own.',
    body: {
      status_url: optional(orNull(webAddress('Where statuses are posted; null for nowhere.'))),
      status_secret: optional(orNull(text('Posted there as `secret`; null for none.', { min: 1 }))),
    },
    example: () => ({ status_url: 'http://127.0.0.1:9/status', status_secret: 's3cret' }),
    apply(world, project, { status_url, status_secret }) {
      const { status_webhook, ...others } = project
      const url = status_url === undefined ? status_webhook?.url : status_url
      const secret = status_secret === undefined ? status_webhook?.secret : status_secret
      const next = url ? { ...others, status_webhook: { url, ...(secret && { secret }) } } : others
      return world.collection(projects).replace(project, next)
    },
  },
})
