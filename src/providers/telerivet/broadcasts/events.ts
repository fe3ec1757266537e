import { type DataOf, eventKind } from '../../../core/events.ts'

/** A broadcast has been sent: its messages follow. */
export const broadcastSent = eventKind<{ provider: 'telerivet'; broadcast: string }>()('telerivet.broadcast.sent')

/** No more messages are queued for a broadcast, and what waits is not to go out. */
export const broadcastCancelled = eventKind<{ provider: 'telerivet'; broadcast: string }>()(
  'telerivet.broadcast.cancelled',
)
export type BroadcastCancelled = DataOf<typeof broadcastCancelled>
