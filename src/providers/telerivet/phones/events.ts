import { type DataOf, eventKind } from '../../../core/events.ts'

/** Something of a phone is another than before. */
export const phoneChanged = eventKind<{
  provider: 'telerivet'
  phone: string
  /** The fields of its row. */
  changed: readonly string[]
}>()('telerivet.phone.changed')
export type PhoneChanged = DataOf<typeof phoneChanged>
