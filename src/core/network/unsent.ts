import { type RowOf, defineCollection } from '../store/collection.ts'
import * as kept from '../store/kept.ts'

/** An outbound message that went nowhere: its provider knew at once that it cannot be sent. */
export type Unsent = RowOf<typeof unsent>

export const unsent = defineCollection(
  'network.unsent',
  {
    provider: kept.provider,
    /** The provider's own id of its message. */
    message: kept.text,
    /** Null where it has nobody to come from, or nobody to go to. */
    from: kept.orNull(kept.text),
    to: kept.orNull(kept.text),
    text: kept.text,
    at: kept.time,
    /** The journal entry that told of it: what came later has a higher one. */
    entry: kept.count,
  },
  { indexes: ['to'], ids: 'network.unsent', prefix: 'N' },
)
