import { type DataOf, eventKind } from '../../../core/events.ts'

/** A field has another type than before. */
export const fieldChanged = eventKind<{ provider: 'rapidpro'; field: string }>()('rapidpro.field.changed')
export type FieldChanged = DataOf<typeof fieldChanged>
