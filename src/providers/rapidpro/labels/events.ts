import { type DataOf, eventKind } from '../../../core/events.ts'

/** A label is gone, its row included. */
export const labelDeleted = eventKind<{ provider: 'rapidpro'; label: string }>()('rapidpro.label.deleted')
export type LabelDeleted = DataOf<typeof labelDeleted>
