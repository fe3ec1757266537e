import type { Resource } from '../dialect/endpoints.ts'
import { type Message, messageSchema, messages, viewMessage } from './message.ts'
import { writeMessage } from './write-message.ts'

/** Messages as the endpoints know them. */
export const messageResource: Resource<Message, typeof messageSchema> = {
  noun: 'message',
  tag: 'Messages',
  parameter: 'message_id',
  collection: messages,
  schema: messageSchema,
  view: viewMessage,
  write: writeMessage,
}
