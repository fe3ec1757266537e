import { type Entry, JOURNAL_KEEPS } from '../../core/journal.ts'
import type { World } from '../../core/world.ts'
import { type EntryCriteria, meets } from './entry-criteria.ts'

/** Which entries are wanted. */
export interface Wanted {
  /** Only what this entry caused, directly or through others. */
  cause?: number | undefined
  criteria: EntryCriteria
}

/** Says of the entries after one, one by one in their order, whether they are wanted. */
export function wanting(world: World, { cause, criteria }: Wanted, after: number): (entry: Entry) => boolean {
  const isCaused = cause === undefined ? () => true : descending(world, cause, after)
  return (entry) => isCaused(entry) && meets(world, entry, criteria)
}

/** Says of the entries after one whether they follow from another; what came before may stand between the two. */
function descending({ journal }: World, ancestor: number, after: number): (entry: Entry) => boolean {
  let caused = new Set([ancestor])
  const isCaused = ({ id, cause }: Entry): boolean => {
    if (cause === null || !caused.has(cause)) return false
    caused.add(id)
    // Who follows for ever keeps in mind what the journal does.
    if (caused.size > 2 * JOURNAL_KEEPS) caused = new Set([...caused].filter((one) => one >= journal.oldest))
    return true
  }
  for (let id = Math.max(ancestor + 1, journal.oldest); id <= Math.min(after, journal.next - 1); id++) {
    const entry = journal.get(id)
    if (entry) isCaused(entry)
  }
  return isCaused
}
