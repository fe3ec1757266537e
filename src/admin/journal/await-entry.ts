import type { Entry } from '../../core/journal.ts'
import type { World } from '../../core/world.ts'
import type { Call } from '../../http/call.ts'
import type { Operator } from '../dialect/index.ts'

/** What waiting needs of the real outside. */
export interface Waiting {
  /** Lets others run once this has gone on for a while. */
  breathe: () => Promise<void> | undefined
  /** Does something after so many real milliseconds; answers how to call it off. */
  after: (milliseconds: number, run: () => void) => () => void
  /** Aborted once whoever asked has gone, or nobody is to wait any more. */
  signal: AbortSignal | undefined
}

/** What whoever waits within a call has of it. */
export const waitingOf = ({ request: { signal }, caller: { simulator } }: Call<Operator>): Waiting => ({
  breathe: () => simulator.breathe(),
  after: simulator.after,
  signal,
})

const NOTHING = Promise.resolve(undefined)

/**
 * Waits until an entry is written or amended that fits, for so many real milliseconds at most, and no longer than whoever
 * asked. Undefined where none came.
 * @param search looks meanwhile through what stands in the journal already, and is waited for in any case
 * @throws Refusal `gone` where the world ends meanwhile
 */
export function awaitEntry(
  world: World,
  fits: (entry: Entry) => boolean,
  longest: number,
  { after, signal }: Waiting,
  search: Promise<Entry | undefined> = NOTHING,
): Promise<Entry | undefined> {
  const over = new AbortController()
  return new Promise<Entry | undefined>((resolve, reject) => {
    const once = { once: true, signal: over.signal }
    const searched = search.then((found) => found && resolve(found), reject)
    const giveUp = () => void searched.then(() => resolve(undefined))
    const endings = [world.journal.watch((entry) => fits(entry) && resolve(entry)), after(longest, giveUp)]
    over.signal.addEventListener('abort', () => endings.forEach((end) => end()))
    world.clock.ending.addEventListener('abort', () => reject(world.clock.ending.reason as Error), once)
    if (signal?.aborted || longest === 0) giveUp()
    signal?.addEventListener('abort', giveUp, once)
  }).finally(() => over.abort())
}
