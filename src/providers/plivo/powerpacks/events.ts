import { type DataOf, eventKind } from '../../../core/events.ts'

/** A powerpack is gone, its row included. */
export const powerpackDeleted = eventKind<{ provider: 'plivo'; powerpack: string; pool: string }>()(
  'plivo.powerpack.deleted',
)
export type PowerpackDeleted = DataOf<typeof powerpackDeleted>
