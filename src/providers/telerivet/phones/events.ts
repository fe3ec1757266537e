import { type DataOf, eventKind } from '../../../core/events.ts'

/** Something of a phone is another than before. */
export const phoneChanged = eventKind<{
  provider: 'telerivet'
  phone: string
  /** The fields of its row. */
  changed: readonly string[]
}>()('telerivet.phone.changed')
export type PhoneChanged = DataOf<typeof phoneChanged>

/** A phone is gone, its row and its number included. */
export const phoneDeleted = eventKind<{
  provider: 'telerivet'
  phone: string
  phone_number: string
}>()('telerivet.phone.deleted')
export type PhoneDeleted = DataOf<typeof phoneDeleted>
