import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'

/** A custom route: it picks a phone by its rules. */
export type CustomRoute = RowOf<typeof customRoutes>

export const customRoutes = defineCollection(
  'telerivet.routes',
  {
    id: keptId('route'),
    project_id: kept.idOf('telerivet.projects'),
    name: kept.text,
    vars: keptVars,
    /** The first that fits decides. A phone may be gone. */
    rules: kept.listOf(
      kept.object({
        /** What numbers begin with; null for all. */
        prefix: kept.orNull(kept.text),
        phone_ids: kept.listOf(kept.text),
      }),
    ),
  },
  { indexes: ['project_id'], ids: 'telerivet.route' },
)

/** How a custom route looks; its rules are to be seen on the web pages alone. */
const routeView = viewOf<CustomRoute>()('Route', {
  id: [idSchema('custom route'), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  vars: [varsSchema, ({ vars }) => vars],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
})

export const routeResource: Resource<CustomRoute> = {
  noun: 'route',
  tag: 'Routes',
  collection: customRoutes,
  view: routeView,
}
