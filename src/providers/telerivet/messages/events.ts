import { type DataOf, eventKind } from '../../../core/events.ts'
import type { Message } from './message.ts'

/** One thing that a caller marked a message with, or took off it. */
export interface MessageUpdate {
  update_type: 'set_variable' | 'set_starred' | 'add_label' | 'remove_label'
  variable?: string
  label_id?: string
}

/** Something that a caller may change of a message is another than before. */
export const messageChanged = eventKind<{
  provider: 'telerivet'
  message: string
  /** The fields of its row. */
  changed: readonly string[]
  updates: readonly MessageUpdate[]
}>()('telerivet.message.changed')
export type MessageChanged = DataOf<typeof messageChanged>

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

/** A message that is to run a service for its contact has its turn. */
export const serviceDue = eventKind<{ provider: 'telerivet'; message: string; service: string }>()(
  'telerivet.message.service-due',
)
export type ServiceDue = DataOf<typeof serviceDue>

/** A message of a broadcast has another status. Of others nobody counts them. */
export const messageMoved = eventKind<{
  provider: 'telerivet'
  message: string
  broadcast: string
  was: Message['status']
  status: Message['status']
}>()('telerivet.message.moved')
export type MessageMoved = DataOf<typeof messageMoved>

/** An incoming message is to be looked at by its services once more. */
export const messageCameAgain = eventKind<{ provider: 'telerivet'; message: string }>()('telerivet.message.came-again')
