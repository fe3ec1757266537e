import { type DataOf, eventKind } from '../../../../src/core/events.ts'

/** A contact is new, or something of it is another than before. */
export const contactChanged = eventKind<{
  provider: 'toy'
  contact: string
  /** The fields of its row. */
  changed: readonly string[]
}>()('toy.contact.changed')
export type ContactChanged = DataOf<typeof contactChanged>

/** A contact is gone, its row included. */
export const contactDeleted = eventKind<{ provider: 'toy'; contact: string }>()('toy.contact.deleted')
export type ContactDeleted = DataOf<typeof contactDeleted>
