import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'

/** Keyword, catch-all, schedule, call, missed call, new conversation, referral, closed ticket, opt-in, opt-out. */
export const TRIGGER_TYPES = ['K', 'C', 'S', 'V', 'M', 'N', 'R', 'T', 'I', 'O'] as const

/** What starts a flow: a keyword, or another occasion. The API knows it from exports alone. */
export type Trigger = RowOf<typeof triggers>

export const triggers = defineCollection(
  'rapidpro.triggers',
  {
    trigger_type: kept.oneOf(TRIGGER_TYPES),
    flow: kept.idOf('rapidpro.flows'),
    /** Uuids of the groups whose members it is for, and of those whose members it is not for. */
    groups: kept.listOf(kept.text),
    exclude_groups: kept.listOf(kept.text),
    /** The uuid of the only channel that it is for. */
    channel: kept.orNull(kept.text),
    keywords: kept.listOf(kept.text),
    /** Whether a keyword has to be the first word, or the only one. */
    match_type: kept.orNull(kept.oneOf(['F', 'O'])),
    archived: kept.boolean,
    created_on: kept.micros,
  },
  { indexes: ['flow'], members: ['groups', 'exclude_groups'], ids: 'rapidpro.trigger', prefix: '' },
)

export const triggerRows = (world: World) => world.collection(triggers)

/** Those of a flow that are not archived. */
export const triggersOf = (world: World, flow: string): Trigger[] =>
  triggerRows(world)
    .by('flow', flow)
    .filter(({ archived }) => !archived)
