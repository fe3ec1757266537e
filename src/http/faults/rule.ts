import { type RowOf, defineCollection } from '../../core/store/define-collection.ts'
import * as kept from '../../core/store/kept.ts'
import { effectSchema } from './effects.ts'

/** An injected failure of the API: what it hits, when, and what happens then. */
export type FaultRule = RowOf<typeof faultRules>

export const faultRules = defineCollection(
  'http.faults',
  {
    /** An operation id, a provider's name, or `*`. */
    match: kept.text,
    /** How many matching calls it lets pass first. */
    skip: kept.count,
    /** How many calls it hits after that; null for all. */
    times: kept.orNull(kept.count),
    /** Before the operation is carried out, or after: then its work is done, and only the answer suffers. */
    stage: kept.oneOf(['before', 'after']),
    effect: effectSchema,
    /** How many matching calls there have been, and how many of them it hit. */
    met: kept.count,
    hits: kept.count,
  },
  { ids: 'http.fault', prefix: 'F' },
)
