import { type DataOf, eventKind } from '../../../core/events.ts'

/** A flow reached a resthook, and whoever has subscribed is to hear of it. */
export const resthookReached = eventKind<{ provider: 'rapidpro'; resthook: string; event: string }>()(
  'rapidpro.resthook.reached',
)
export type ResthookReached = DataOf<typeof resthookReached>
