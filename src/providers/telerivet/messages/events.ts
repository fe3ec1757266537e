import { type DataOf, eventKind } from '../../../core/events.ts'
import type { Message } from './message.ts'

/** Something that a caller may change of a message is another than before. */
export const messageChanged = eventKind<{
  provider: 'telerivet'
  message: string
  /** The fields of its row. */
  changed: readonly string[]
}>()('telerivet.message.changed')

/** A message is gone, its row included. */
export const messageDeleted = eventKind<{
  provider: 'telerivet'
  message: string
  direction: Message['direction']
  status: Message['status']
  contact: string | null
  broadcast: string | null
}>()('telerivet.message.deleted')
export type MessageDeleted = DataOf<typeof messageDeleted>

/** A message of a broadcast has another status. Of others nobody counts them. */
export const messageMoved = eventKind<{
  provider: 'telerivet'
  message: string
  broadcast: string
  was: Message['status']
  status: Message['status']
}>()('telerivet.message.moved')
export type MessageMoved = DataOf<typeof messageMoved>
