import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { emptyGroup } from '../contacts/leave-group.ts'
import { deleteGroup, keepOnlyMembers } from './delete-group.ts'
import * as Type from 'typebox'
import type { JsonObject } from '../../../core/json.ts'
import type { World } from '../../../core/world.ts'
import { type Field, field, optional } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { text } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { stillThere, webPages } from '../../../http/web-app.ts'
import { groupsIn, wrongWithFilter } from '../contacts/filters.ts'
import { isObject } from '../dialect/fields.ts'
import { type Project, projects } from '../projects/project.ts'
import { projectNamed } from '../projects/project-named.ts'
import { createGroup } from './create-group.ts'
import { type Group, groupByName, groupOf, groups, groupView } from './group.ts'
import { updateGroup } from './update-group.ts'

const FILTER =
  'Who belongs to it: filters of the list of contacts, such as {"send_blocked": false, "vars": {"city": "Kigali", "age": {"min": 18}}}.'

const filterField: Field<JsonObject> = field(
  Type.Object({}, { additionalProperties: true, description: FILTER }),
  (raw, path, issues) => {
    const wrong = isObject(raw) ? wrongWithFilter(raw) : [{ path: [], message: 'is no object of filters' }]
    for (const issue of wrong) {
      const at = [...path, ...issue.path]
      issues.push({ path: at, rule: 'filter', message: `"${at.join('.')}" ${issue.message ?? 'has no such value'}.` })
    }
    return raw as JsonObject
  },
)

const dynamicGroupView = viewOf<Group>()('Dynamic group', {
  ...groupView.members,
  filter: [Type.Object({}, { additionalProperties: true, description: FILTER }), ({ filter }) => filter!],
})

const name = text('What it is called; no other group of the project is called so.', { min: 1, pattern: /\S/ })

/** Dynamic groups are made on the web pages alone; the API shows them, and changes all but their filter. */
export const dynamicGroupPages = webPages({
  noun: 'dynamic group',
  nouns: 'dynamic groups',
  rows: (world: World) => world.collection(groups).by('dynamic', true).toArray(),
  view: dynamicGroupView,
  create: {
    description:
      'All contacts that its filter keeps belong to it, now and whenever one of them is changed. They are looked at 500 at once; the others follow as the clock goes, at the same time of the world.',
    body: {
      name,
      filter: filterField,
      project_id: optional(text('ID of the project that it is of; the first one unless given.')),
    },
    example: () => ({ name: 'Growers of tea', filter: { vars: { crop: 'tea' } } }),
    make(world, { name: called, filter, project_id }) {
      const project = projectNamed(world, project_id)
      refuseUnknownGroup(world, project, filter)
      if (groupByName(world, project, called)) throw invalid('name', `There is a group "${called}" already.`)
      return createGroup(world, project, called, filter)
    },
  },
  change: {
    description: 'With another filter, all contacts are held against it: 500 at once, the others as the clock goes.',
    body: { name: optional(name), filter: optional(filterField) },
    example: () => ({ filter: { vars: { certified: true, hectares: { min: 1 } } } }),
    apply(world, group, asked) {
      const project = world.collection(projects).get(group.project_id)!
      if (asked.filter) refuseUnknownGroup(world, project, asked.filter)
      const namesake = asked.name === undefined ? undefined : groupByName(world, project, asked.name)
      if (namesake && namesake.id !== group.id) throw invalid('name', `There is a group "${asked.name}" already.`)
      return updateGroup(world, group, asked)
    },
  },
  remove: {
    description: 'Its contacts stay.',
    discard(world, group) {
      const end = () => deleteGroup(world, stillThere(world.collection(groups), group, 'dynamic group'))
      keepOnlyMembers(world, group)
      return inSlicesOf(world, emptyGroup(world, group.id), end)
    },
  },
})

function refuseUnknownGroup(world: World, project: Project, filter: JsonObject): void {
  const unknown = groupsIn(filter).find((id) => !groupOf(world, project, id))
  if (unknown !== undefined)
    throw invalid('filter', `"filter.group_id" is no group of the project: there is no "${unknown}".`)
}
