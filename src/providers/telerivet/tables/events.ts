import { type DataOf, eventKind } from '../../../core/events.ts'

/** A row of a table is new. */
export const rowCreated = eventKind<{ provider: 'telerivet'; row: string }>()('telerivet.row.created')

/** Something of a row of a table is another than before. */
export const rowChanged = eventKind<{
  provider: 'telerivet'
  row: string
  /** The fields of its row here. */
  changed: readonly string[]
}>()('telerivet.row.changed')

/** A table is gone, all its rows included. */
export const tableDeleted = eventKind<{ provider: 'telerivet'; table: string }>()('telerivet.table.deleted')
export type TableDeleted = DataOf<typeof tableDeleted>
