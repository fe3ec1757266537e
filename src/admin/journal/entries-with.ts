import type { Entry } from '../../core/journal.ts'
import type { Slices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import { type Wanted, wanting } from './wanted.ts'

interface Search extends Wanted {
  after: number
  limit: number
  /** Only those of which the end is known. */
  over?: boolean
}

/** Calls and webhook attempts stand in the journal before their end is known. */
export const isOver = (entry: Entry): boolean => entry['ok'] !== null && entry['status'] !== null

/** The entries that are wanted, oldest first. Patterns may take long: a slice is one entry. */
export function* entriesWith(world: World, { after, limit, over = false, ...wanted }: Search): Slices<Entry[]> {
  const { journal } = world
  const isWanted = wanting(world, wanted, after)
  const found: Entry[] = []
  for (let id = Math.max(after + 1, journal.oldest); id < journal.next && found.length < limit; id++) {
    const entry = journal.get(id)
    if (!entry) continue
    if (isWanted(entry) && (!over || isOver(entry))) found.push(entry)
    yield
  }
  return found
}
