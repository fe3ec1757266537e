import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { type VarChanges, mergeVars } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { type Label, labelByName, labels } from './label.ts'

/** Changes what is given of a label. @throws Problem where another label has the name */
export function updateLabel(
  world: World,
  project: Project,
  label: Label,
  { name = label.name, vars }: { name?: string | undefined; vars?: VarChanges | undefined },
): Label {
  const namesake = labelByName(world, project, name)
  if (namesake && namesake.id !== label.id) throw invalid('name', 'is the name of another label of the project')
  const merged = mergeVars(label.vars, vars)
  return world.collection(labels).update(label, { name, vars: merged })
}
