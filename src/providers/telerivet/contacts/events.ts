import { type DataOf, eventKind } from '../../../core/events.ts'

/** A contact is there that was not. */
export const contactCreated = eventKind<{ provider: 'telerivet'; contact: string }>()('telerivet.contact.created')
export type ContactCreated = DataOf<typeof contactCreated>

/** Something of a contact is another than before. */
export const contactChanged = eventKind<{
  provider: 'telerivet'
  contact: string
  /** The fields of its row. */
  changed: readonly string[]
}>()('telerivet.contact.changed')
export type ContactChanged = DataOf<typeof contactChanged>

/** A contact is gone, its row included. */
export const contactDeleted = eventKind<{ provider: 'telerivet'; contact: string }>()('telerivet.contact.deleted')
export type ContactDeleted = DataOf<typeof contactDeleted>
