import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { optional } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { settingOf } from '../contacts/query-setting.ts'
import { isTaken } from '../dialect/names.ts'
import { MOST } from '../dialect/guards.ts'
import { createGroup } from './create-group.ts'
import { type Group, type GroupQuery, groupRows, groupView, ownGroups } from './group.ts'
import { groupQueryIn } from './group-query.ts'
import { updateGroup, updateQuery } from './update-group.ts'

const name = text('What it is called: no other group is.', { min: 1, max: 64, pattern: /^[^"\\]*[^"\\\s][^"\\]*$/ })
const query = text('Whom it is of, in the query language of contacts: `age > 18 AND gender = f`.', {
  min: 1,
  max: 10_000,
})

/** Groups with a query are made, and given another one, on the web pages alone. */
export const groupPages = webPages({
  noun: 'group',
  nouns: 'groups',
  view: groupView,
  rows: (world: World) => groupRows(world).all().toArray(),
  create: {
    description:
      'With a query its members are found by that from now on, and nobody can be put into it by hand. Until it has been asked of all contacts, which takes half a second for each 500, it is `initializing` and in no list of the API, then `evaluating`.',
    body: { name, query: optional(query) },
    example: () => ({ name: 'Grown up', query: 'children > 1 OR village = Kabuye' }),
    make(world, asked) {
      const own = ownGroups(world)
      if (own >= MOST)
        throw new Refusal('illegal', `The workspace has ${own} groups; ${MOST} are the most. Delete one first.`)
      return createGroup(world, { name: freeName(world, asked.name), ...(asked.query && judged(world, asked.query)) })
    },
  },
  change: {
    description: 'Another query is asked of all contacts anew.',
    body: { name: optional(name), query: optional(query) },
    example: () => ({ name: 'Neighbours' }),
    apply(world, group: Group, asked) {
      if (group.system) throw new Refusal('illegal', `"${group.name}" is made by the platform, and nobody changes it.`)
      const wanted = asked.name === undefined ? undefined : freeName(world, asked.name, group)
      const found = asked.query === undefined ? undefined : queryFor(world, group, asked.query)
      const named = wanted === undefined ? group : updateGroup(world, group, { name: wanted })
      return found ? updateQuery(world, named, found) : named
    },
  },
})

function freeName(world: World, written: string, own?: Group): string {
  const wanted = written.trim()
  if (isTaken(groupRows(world).all(), wanted, own))
    throw invalid('name', `"${wanted}" is another group's name already.`)
  return wanted
}

function judged(world: World, written: string): GroupQuery {
  const found = groupQueryIn(written, settingOf(world, world.now))
  if (typeof found === 'string') throw invalid('query', found)
  return found
}

function queryFor(world: World, group: Group, written: string): GroupQuery {
  if (group.query === null)
    throw new Refusal(
      'illegal',
      `Contacts are put into "${group.name}" by hand, and it cannot have a query. Make another group with one.`,
    )
  const found = judged(world, written)
  if (group.status !== 'ready' && found.query !== group.query)
    throw new Refusal(
      'busy',
      'You cannot update the query of a group that is populating. Advance the clock until it is "ready" first.',
    )
  return found
}
