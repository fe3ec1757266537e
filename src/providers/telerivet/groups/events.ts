import { type DataOf, eventKind } from '../../../core/events.ts'

/** A dynamic group is there that was not, or another filter says who belongs to it. */
export const groupFilterChanged = eventKind<{ provider: 'telerivet'; group: string }>()(
  'telerivet.group.filter_changed',
)
export type GroupFilterChanged = DataOf<typeof groupFilterChanged>

/** A group is gone, its row included. */
export const groupDeleted = eventKind<{ provider: 'telerivet'; group: string }>()('telerivet.group.deleted')
export type GroupDeleted = DataOf<typeof groupDeleted>
