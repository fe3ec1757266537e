import type { Sight } from '../../../core/sight.ts'
import type { World } from '../../../core/world.ts'
import { settingOf } from '../contacts/query-setting.ts'
import { sourceOf, valueTypeOf } from '../queries/attributes.ts'
import { type Queried, matcher } from '../queries/matcher.ts'
import { comparisonsIn, isSetCheck } from '../queries/query.ts'
import { understand } from '../queries/understand.ts'
import { WrongQuery } from '../queries/wrong-query.ts'
import { type Group, groups } from './group.ts'

/** A group whose members its query finds. */
export interface SmartGroup {
  readonly group: Pick<Group, 'id'>
  readonly matches: (contact: Queried) => boolean
  /** How many comparisons its query is made of. */
  readonly comparisons: number
  /** Whether a day stands in its query. */
  readonly namesDays: boolean
}

/** All that are there, and by what their queries ask about. */
export interface SmartGroups {
  readonly all: readonly SmartGroup[]
  readonly bySource: ReadonlyMap<string, readonly SmartGroup[]>
}

/** One whose query is not understood any more, because a field has another type, keeps the members that it has. */
function workOut(world: Sight, year: number): SmartGroups {
  // What was once asked for is asked on, also where addresses are hidden now.
  const setting = { ...settingOf(world, Date.UTC(year, 6)), anon: false }
  const all: SmartGroup[] = []
  const bySource = new Map<string, SmartGroup[]>()
  for (const group of world.collection(groups).all()) {
    const query = group.query === null ? undefined : understand(group.query, setting)
    if (!query || query instanceof WrongQuery) continue
    const comparisons = comparisonsIn(query)
    const smart = {
      group,
      matches: matcher(query, setting),
      comparisons: comparisons.length,
      namesDays: comparisons.some((one) => valueTypeOf(one, setting) === 'datetime' && !isSetCheck(one)),
    }
    all.push(smart)
    for (const source of new Set(comparisons.map(sourceOf))) {
      const list = bySource.get(source)
      if (list) list.push(smart)
      else bySource.set(source, [smart])
    }
  }
  return { all, bySource }
}

/** The groups with a query as they are now. Years of two digits are of the hundred years until this one. */
export const smartGroupsOf = (world: World): SmartGroups =>
  world.worked.of(workOut, new Date(world.now).getUTCFullYear())
