import { type DataOf, eventKind } from '../../../core/events.ts'

/** A message is to be handed to the aggregator of its channel, for the first time or once more. */
export const messageDue = eventKind<{ provider: 'rapidpro'; message: string; delivery: string }>()(
  'rapidpro.message.due',
)
export type MessageDue = DataOf<typeof messageDue>

/** Messages were labelled, archived, restored or deleted. */
export const messagesChanged = eventKind<{
  provider: 'rapidpro'
  messages: readonly string[]
  /** By how many the visible messages of labels have become more. */
  counts: Readonly<Record<string, number>>
}>()('rapidpro.messages.changed')
export type MessagesChanged = DataOf<typeof messagesChanged>
