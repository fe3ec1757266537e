import { type DataOf, eventKind } from '../../../core/events.ts'

/** Something of a contact is another than before; of a new one, all that it began with. */
export const contactChanged = eventKind<{
  provider: 'rapidpro'
  contact: string
  /** The fields of its row. */
  changed: readonly string[]
  /** Where values are among them, the keys of those that are others. */
  fields?: readonly string[]
}>()('rapidpro.contact.changed')
export type ContactChanged = DataOf<typeof contactChanged>

/** Whatever flow a contact is in is to end. */
export const contactInterrupted = eventKind<{ provider: 'rapidpro'; contact: string }>()('rapidpro.contact.interrupted')
export type ContactInterrupted = DataOf<typeof contactInterrupted>

/** A contact is a tombstone from now on. */
export const contactDeleted = eventKind<{ provider: 'rapidpro'; contact: string }>()('rapidpro.contact.deleted')
export type ContactDeleted = DataOf<typeof contactDeleted>
