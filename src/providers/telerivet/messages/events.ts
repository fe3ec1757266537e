import { type DataOf, eventKind } from '../../../core/events.ts'
import type { Message } from './message.ts'

/** A message is gone, its row included. */
export const messageDeleted = eventKind<{
  provider: 'telerivet'
  message: string
  direction: Message['direction']
  contact: string | null
}>()('telerivet.message.deleted')
export type MessageDeleted = DataOf<typeof messageDeleted>
