import type { Entry } from '../../core/journal.ts'
import type { Slices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import { type EntryCriteria, meets } from './entry-criteria.ts'

interface Wanted {
  after: number
  limit: number
  /** Only what this entry caused, directly or through others. */
  cause?: number | undefined
  /** Only those of which the end is known. */
  over?: boolean
  criteria: EntryCriteria
}

/** Calls and webhook attempts stand in the journal before their end is known. */
export const isOver = (entry: Entry): boolean => entry['ok'] !== null && entry['status'] !== null

/** The entries that are wanted, oldest first. Patterns may take long: a slice is one entry. */
export function* entriesWith(world: World, { after, limit, cause, over = false, criteria }: Wanted): Slices<Entry[]> {
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
    if ((!over || isOver(entry)) && meets(world, entry, criteria)) found.push(entry)
    yield
  }
  return found
}
