import { Problem } from '../../../http/problem.ts'
import type { Stage } from '../../../http/stages.ts'
import { projects } from '../projects/project.ts'
import type { Caller } from './auth.ts'

/** Finds the project that the path names: nothing below an unknown one exists. */
export const findProject: Stage = (call) => {
  const id = call.params.project_id
  if (id === undefined) return
  const project = call.world.collection(projects).get(id)
  if (!project) throw new Problem('not_found', `There is no project ${JSON.stringify(id)}.`)
  ;(call.caller as Caller).project = project
}
