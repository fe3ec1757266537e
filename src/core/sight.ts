import type { TimeZones } from '../standards/time-zones.ts'
import type { Keyring } from './keyring.ts'
import type { Profile } from './profile.ts'
import type { Collection, CollectionDefinition } from './store/collection.ts'
import type { Row } from './store/row.ts'

/** What one may look at of a world without changing it: what it is from its first day to its last, and its rows. */
export interface Sight {
  readonly id: string
  readonly profile: Profile
  /** Secrets are worked out from the world's id. */
  readonly keyring: Pick<Keyring, 'adopted' | 'secret'>
  readonly zones: Pick<TimeZones, 'of'>
  collection<R extends Row>(definition: CollectionDefinition<R>): RowsInSight<R>
}

export type RowsInSight<R extends Row> = Pick<Collection<R>, 'all' | 'by' | 'changes' | 'get'>
