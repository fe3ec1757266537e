import { type DataOf, eventKind } from '../../../core/events.ts'

/** A group is gone, its row included. */
export const groupDeleted = eventKind<{ provider: 'rapidpro'; group: string }>()('rapidpro.group.deleted')
export type GroupDeleted = DataOf<typeof groupDeleted>
