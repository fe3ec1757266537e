import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import { inProject, namedInProject } from '../dialect/in-project.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, timeSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'

/** What messages are sorted by. */
export type Label = RowOf<typeof labels>

export const labels = defineCollection(
  'telerivet.labels',
  {
    id: keptId('label'),
    project_id: kept.idOf('telerivet.projects'),
    name: kept.text,
    time_created: kept.seconds,
    vars: keptVars,
  },
  { indexes: ['project_id'], texts: ['name'], ids: 'telerivet.label' },
)

const labelView = viewOf<Label>()('Label', {
  id: [idSchema('label'), ({ id }) => id],
  name: [Type.String({ description: 'Unique within the project, whatever the case.' }), ({ name }) => name],
  time_created: [timeSchema('When it was created'), ({ time_created }) => time_created],
  vars: [varsSchema, ({ vars }) => vars],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
})

export const labelResource: Resource<Label> = { noun: 'label', tag: 'Labels', collection: labels, view: labelView }

export const labelByName = (world: World, project: Project, name: string): Label | undefined =>
  namedInProject(world, labels, project, name)

/** @throws Problem where a label is named that the project does not have */
export function refuseUnknownLabels(world: World, project: Project, ids: readonly string[] | undefined): void {
  const unknown = ids?.findIndex((id) => !inProject(world, labels, project, id)) ?? -1
  if (unknown !== -1) throw invalid(['label_ids', unknown], 'is not the ID of a label of this project')
}
