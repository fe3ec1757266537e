import * as Type from 'typebox'
import { didYouMean } from '../../../core/nearest.ts'
import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { choice, list, text } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { idSchema, nullable, oneOf, timeSchema } from '../dialect/schemas.ts'
import { organizations } from '../organizations/organization.ts'
import { projectNamed } from '../projects/project-named.ts'
import { type ApiKey, apiKeys, secretOf } from './api-key.ts'
import { users } from '../users/user.ts'
import { createApiKey } from './create-api-key.ts'
import { PERMISSIONS } from './permissions.ts'

export const apiKeyView = viewOf<ApiKey>()('API key', {
  id: [Type.String(), ({ id }) => id],
  name: [Type.String(), ({ name: called }) => called],
  api_key: [Type.String({ description: 'What a client logs in with.' }), ({ id }, world) => secretOf(world, id)],
  organization_id: [idSchema('organization'), ({ organization_id }) => organization_id],
  project_id: [
    nullable(Type.String({ description: 'The one project that it opens; null: all of the organization.' })),
    ({ project_id }) => project_id,
  ],
  permissions: [Type.Array(oneOf(PERMISSIONS)), ({ permissions: allowed }) => allowed],
  user_id: [nullable(idSchema('user whose it is: what is sent with it is theirs')), ({ user_id }) => user_id],
  time_created: [timeSchema('When it was made'), ({ time_created }) => time_created],
})

const name = text('What it is called.', { min: 1 })
const permissions = list('What it allows, in the words of the documentation.', choice('One of them.', PERMISSIONS), {
  max: PERMISSIONS.length,
})

export const apiKeyPages = webPages({
  noun: 'API key',
  nouns: 'API keys',
  rows: (world: World) => world.collection(apiKeys).all().toArray(),
  view: apiKeyView,
  create: {
    description: 'Its secret depends on the world: a fork has another.',
    body: {
      name: withDefault(name, 'API key'),
      permissions: optional(permissions),
      user_id: optional(text('ID of the user whose it is; the first one unless given.')),
      project_id: optional(
        text('The one project that it is to open; all of the organization, and the organization, unless given.'),
      ),
    },
    example: () => ({ name: 'Reports', permissions: ['View messages', 'View contacts'] }),
    make(world, asked) {
      const project = asked.project_id === undefined ? null : projectNamed(world, asked.project_id)
      const organization = world.collection(organizations).all().at(0)!
      refuseUnknownUser(world, asked.user_id)
      return createApiKey(world, { ...asked, organization, project })
    },
  },
  change: {
    description: 'What it is no longer allowed is refused from the next call on.',
    body: { name: optional(name), permissions: optional(permissions) },
    example: () => ({ permissions: ['View messages'] }),
    apply: (world, row, asked) =>
      world.collection(apiKeys).update(row, {
        name: asked.name ?? row.name,
        permissions: asked.permissions
          ? PERMISSIONS.filter((one) => asked.permissions!.includes(one))
          : row.permissions,
      }),
  },
  remove: {
    description: 'Calls with it are refused from then on.',
    discard: (world, row) => world.collection(apiKeys).delete(row),
  },
})

function refuseUnknownUser(world: World, id: string | undefined): void {
  const all = world.collection(users)
  if (id === undefined || all.get(id)) return
  const known = all.all().map((one) => one.id)
  throw invalid('user_id', `There is no user "${id}". ${didYouMean(id, known)}`)
}
