import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { newId } from '../dialect/ids.ts'
import { NO_VARS } from '../dialect/vars.ts'
import { phoneOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { type CustomRoute, customRoutes } from './route.ts'

interface NewRoute {
  name: string
  rules: readonly { prefix?: string | undefined; phone_ids: readonly string[] }[]
}

/** Adds a custom route. @throws Problem where a rule names a phone that the project does not have */
export function createRoute(world: World, project: Project, { name, rules }: NewRoute): CustomRoute {
  for (const [at, { phone_ids }] of rules.entries())
    for (const [place, id] of phone_ids.entries())
      if (!phoneOf(world, project, id))
        throw invalid(['rules', at, 'phone_ids', place], `There is no phone "${id}" in the project. List its phones.`)
  return world.collection(customRoutes).insert({
    id: newId(world, 'route'),
    sequence: 0,
    project_id: project.id,
    name,
    vars: NO_VARS,
    rules: rules.map(({ prefix = null, phone_ids }) => ({ prefix, phone_ids })),
  })
}
