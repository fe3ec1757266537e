import { didYouMean } from '../../../core/nearest.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { type Project, projects } from './project.ts'

/** The project that somebody on the web pages names, by itself the first. @throws Problem with the nearest ids */
export function projectNamed(world: World, id: string | undefined): Project {
  const all = world.collection(projects).all()
  const project = id === undefined ? all.at(0) : world.collection(projects).get(id)
  if (project) return project
  const ids = all.map((one) => one.id)
  throw invalid('project_id', `There is no project "${id ?? ''}". ${didYouMean(id ?? '', ids)}`)
}
