import { type DataOf, eventKind } from '../../../core/events.ts'

/** A label is gone, its row included. */
export const labelDeleted = eventKind<{ provider: 'telerivet'; label: string }>()('telerivet.label.deleted')
export type LabelDeleted = DataOf<typeof labelDeleted>
