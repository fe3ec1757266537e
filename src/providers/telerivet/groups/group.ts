import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import type { RowList } from '../../../core/store/row-list.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { viewOf } from '../../../http/view.ts'
import { type Contact, contacts } from '../contacts/contact.ts'
import { wrongWithFilter } from '../contacts/filters.ts'
import { keptId } from '../dialect/ids.ts'
import { inProject, namedInProject } from '../dialect/in-project.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, nullable, timeSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'

/** What contacts are sorted by: those that were added, or in a dynamic group those that a filter keeps. */
export type Group = RowOf<typeof groups>

export const groups = defineCollection(
  'telerivet.groups',
  {
    id: keptId('group'),
    project_id: kept.idOf('telerivet.projects'),
    name: kept.text,
    dynamic: kept.boolean,
    /** Dynamic groups only: who belongs to it, as the list of contacts is filtered. */
    filter: kept.orNull(kept.jsonObject),
    time_created: kept.seconds,
    allow_sending: kept.orNull(kept.boolean),
    add_time_variable: kept.orNull(kept.text),
    vars: keptVars,
  },
  {
    indexes: ['project_id', 'dynamic'],
    texts: ['name'],
    ids: 'telerivet.group',
    wrongWith({ dynamic, filter }) {
      if (dynamic !== (filter !== null)) return 'it has a filter, or is not dynamic, but not both'
      return filter === null || wrongWithFilter(filter).length === 0
        ? undefined
        : 'its filter is none of the list of contacts'
    },
  },
)

export const groupView = viewOf<Group>()('Group', {
  id: [idSchema('group'), ({ id }) => id],
  name: [Type.String({ description: 'Unique within the project, whatever the case.' }), ({ name }) => name],
  dynamic: [
    Type.Boolean({ description: 'Whether its members are those that a condition keeps.' }),
    ({ dynamic }) => dynamic,
  ],
  num_members: [
    nullable(Type.Integer({ description: 'How many contacts it has; null where it is dynamic.' })),
    ({ id, dynamic }, world) => (dynamic ? null : world.collection(contacts).by('group_ids', id).length),
  ],
  time_created: [timeSchema('When it was created'), ({ time_created }) => time_created],
  allow_sending: [
    nullable(Type.Boolean({ description: 'False where nothing may be sent to it; null is the same as true.' })),
    ({ allow_sending }) => allow_sending,
  ],
  add_time_variable: [
    nullable(Type.String({ description: 'The variable in which it is noted of each contact when it was added.' })),
    ({ add_time_variable }) => add_time_variable,
  ],
  vars: [varsSchema, ({ vars }) => vars],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
})

export const groupResource: Resource<Group> = { noun: 'group', tag: 'Groups', collection: groups, view: groupView }

/** The project's group of that id. */
export const groupOf = (world: World, project: Project, id: string): Group | undefined =>
  inProject(world, groups, project, id)

export const groupByName = (world: World, project: Project, name: string): Group | undefined =>
  namedInProject(world, groups, project, name)

export const membersOf = (world: World, { id }: Group): RowList<Contact> =>
  world.collection(contacts).by('group_ids', id)

/**
 * The groups that contacts are to be added to or taken from.
 * @throws Problem where the project does not have one of them, or its members follow from its filter
 */
export const groupsNamed = (
  world: World,
  project: Project,
  parameter: string,
  ids: readonly string[] | undefined,
): readonly Group[] =>
  (ids ?? []).map((id, index) => {
    const group = groupOf(world, project, id)
    if (!group) throw invalid([parameter, index], 'is not the ID of a group of this project')
    refuseDynamic([parameter, index], group)
    return group
  })

/** @throws Problem where the members of a group follow from its filter */
export function refuseDynamic(parameter: string | readonly [string, number], { dynamic }: Group): void {
  if (dynamic) throw invalid(parameter, 'is a dynamic group: who belongs to it follows from its filter')
}
