import { type DataOf, eventKind } from '../../../core/events.ts'

/** Something of a contact is another than before. */
export const contactChanged = eventKind<{
  provider: 'telerivet'
  contact: string
  /** The fields of its row. */
  changed: readonly string[]
}>()('telerivet.contact.changed')

/** A contact is gone, its row included. */
export const contactDeleted = eventKind<{ provider: 'telerivet'; contact: string }>()('telerivet.contact.deleted')
export type ContactDeleted = DataOf<typeof contactDeleted>
