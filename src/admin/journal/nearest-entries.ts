import type { Entry } from '../../core/journal.ts'
import type { Slices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import { nearestWith } from '../messages/nearest-with.ts'
import { type EntryCriteria, countOf, missedBy } from './entry-criteria.ts'

/** An entry that is not what was looked for, and the criteria that it does not meet. */
export interface NearestEntry {
  entry: Entry
  differs: string[]
}

/** The entries that came nearest, best first and the newest of equals first. Patterns may take long: a slice is one entry. */
export function* nearestEntries(world: World, criteria: EntryCriteria, after: number): Slices<NearestEntry[]> {
  const { journal } = world
  const all = countOf(criteria)
  let nearest: NearestEntry[] = []
  for (let id = Math.max(after + 1, journal.oldest); id < journal.next; id++) {
    const entry = journal.get(id)
    if (!entry) continue
    const differs = missedBy(world, entry, criteria)
    if (differs.length < all) nearest = nearestWith({ entry, differs }, nearest)
    yield
  }
  return nearest
}
