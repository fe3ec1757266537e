import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { latest } from '../../../http/example.ts'
import { list, object, text } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { webPages } from '../../../http/web-app.ts'
import { nullable } from '../dialect/schemas.ts'
import { phones } from '../phones/phone.ts'
import { projectNamed } from '../projects/project-named.ts'
import { createRoute } from './create-route.ts'
import { deleteRoute } from './delete-route.ts'
import { type CustomRoute, customRoutes, routeResource } from './route.ts'

const ruleSchema = Type.Object(
  { prefix: nullable(Type.String()), phone_ids: Type.Array(Type.String()) },
  { additionalProperties: false },
)

/** The same as the API shows, and the rules. */
export const customRouteView = viewOf<CustomRoute>()('Custom route', {
  ...routeResource.view.members,
  rules: [Type.Array(ruleSchema), ({ rules }) => rules],
})

/** Custom routes are made and deleted on the web pages alone. */
export const routePages = webPages({
  noun: 'custom route',
  nouns: 'custom routes',
  rows: (world: World) => world.collection(customRoutes).all().toArray(),
  view: customRouteView,
  create: {
    description: 'The first rule that fits a number picks a phone for it: of several each gets its share of numbers.',
    body: {
      name: withDefault(text('What it is called.', { min: 1 }), 'Custom Route'),
      rules: list(
        'The first that fits decides.',
        object('Which phones send to which numbers.', {
          prefix: optional(text('What the numbers begin with, such as +250; all numbers unless given.', { min: 1 })),
          phone_ids: list('IDs of phones of the project.', text('One of them.'), { min: 1, max: 100 }),
        }),
        { min: 1, max: 100 },
      ),
      project_id: optional(text('ID of the project that it is added to; the first one unless given.')),
    },
    example: (demo) => ({ name: 'All numbers', rules: [{ phone_ids: [latest(demo, phones)] }] }),
    make: (world, { project_id, ...asked }) => createRoute(world, projectNamed(world, project_id), asked),
  },
  remove: {
    description: 'Contacts and projects that sent by it send by another.',
    discard: (world, route) => inSlicesOf(world, deleteRoute(world, route)),
  },
})
