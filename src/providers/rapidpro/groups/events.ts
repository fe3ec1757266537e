import { type DataOf, eventKind } from '../../../core/events.ts'

/** A group is gone, its row included. */
export const groupDeleted = eventKind<{ provider: 'rapidpro'; group: string }>()('rapidpro.group.deleted')
export type GroupDeleted = DataOf<typeof groupDeleted>

/** Whom the query of a group means has to be found out anew, of all contacts. */
export const groupOutdated = eventKind<{ provider: 'rapidpro'; group: string }>()('rapidpro.group.outdated')
export type GroupOutdated = DataOf<typeof groupOutdated>

/** That is being found out, or has been. */
export const groupEvaluated = eventKind<{ provider: 'rapidpro'; group: string; status: 'evaluating' | 'ready' }>()(
  'rapidpro.group.evaluated',
)
export type GroupEvaluated = DataOf<typeof groupEvaluated>
