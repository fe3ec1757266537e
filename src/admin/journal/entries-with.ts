import type { Entry } from '../../core/journal.ts'
import type { Slices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import type { Criteria } from '../messages/criteria.ts'
import { meets } from './entry-criteria.ts'

interface Wanted {
  after: number
  limit: number
  type: string | undefined
  /** Only what this entry caused, directly or through others. */
  cause: number | undefined
  criteria: Criteria
}

/** The entries that are wanted, oldest first. Patterns may take long: a slice is one entry. */
export function* entriesWith(world: World, { after, limit, type, cause, criteria }: Wanted): Slices<Entry[]> {
  const { journal } = world
  const caused = new Set(cause === undefined ? [] : [cause])
  const found: Entry[] = []
  for (let id = Math.max(after + 1, journal.oldest); id < journal.next && found.length < limit; id++) {
    const entry = journal.get(id)
    if (!entry) continue
    if (cause !== undefined) {
      if (entry.cause === null || !caused.has(entry.cause)) continue
      caused.add(id)
    }
    if ((type === undefined || entry.type === type) && meets(world, entry, criteria)) found.push(entry)
    yield
  }
  return found
}
