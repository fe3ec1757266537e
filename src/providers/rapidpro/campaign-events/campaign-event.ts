import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'

export const UNITS = ['minutes', 'hours', 'days', 'weeks'] as const

/** What a database holds of a whole number. */
export const FURTHEST = 2_147_483_647

/** Interrupt whoever is in a flow, skip them, or start beside it. */
const START_MODES = ['interrupt', 'skip', 'passive'] as const

/** A message or a flow that comes so long before or after a date of each member. */
export type CampaignEvent = RowOf<typeof campaignEvents>

const wrongWith = ({ flow, message }: { flow: string | null; message: unknown }): string | undefined =>
  (flow === null) === (message === null) ? 'it has to have either a flow or a message' : undefined

export const campaignEvents = defineCollection(
  'rapidpro.campaign_events',
  {
    id: kept.uuid,
    campaign: kept.idOf('rapidpro.campaigns'),
    /** The key of a field with dates, or `created_on` or `last_seen_on`. */
    relative_to: kept.text,
    /** Negative means before. */
    offset: kept.whole(-FURTHEST - 1, FURTHEST),
    unit: kept.oneOf(UNITS),
    /** -1 for the hour that it comes to. */
    delivery_hour: kept.whole(-1, 23),
    flow: kept.orNull(kept.idOf('rapidpro.flows')),
    /** By language. */
    message: kept.orNull(kept.mapOf(kept.text)),
    /** For contacts whose own language has no message. */
    base_language: kept.orNull(kept.text),
    start_mode: kept.oneOf(START_MODES),
    created_on: kept.micros,
  },
  { indexes: ['campaign', 'flow', 'relative_to'], ids: 'rapidpro.campaign-event', wrongWith },
)

export const campaignEventRows = (world: World) => world.collection(campaignEvents)
