import type { Clock } from '../clock/clock.ts'
import type { Publish } from '../events.ts'
import type { Journal } from '../journal.ts'
import type { Random } from '../random.ts'
import type { Store } from '../store/store.ts'

/** What of a world the network works with. */
export interface NetworkPorts {
  readonly clock: Clock
  readonly random: Random
  readonly store: Store
  readonly journal: Pick<Journal, 'next' | 'within'>
  publish: Publish
}
