import { type DataOf, eventKind } from '../../../core/events.ts'

/** A message is to be handed to the aggregator of its channel, for the first time or once more. */
export const messageDue = eventKind<{ provider: 'rapidpro'; message: string; delivery: string }>()(
  'rapidpro.message.due',
)
export type MessageDue = DataOf<typeof messageDue>
