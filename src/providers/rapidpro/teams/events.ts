import { type DataOf, eventKind } from '../../../core/events.ts'

/** A team is gone, its row included. */
export const teamDeleted = eventKind<{ provider: 'rapidpro'; team: string }>()('rapidpro.team.deleted')
export type TeamDeleted = DataOf<typeof teamDeleted>
