import * as Type from 'typebox'
import { viewOf } from '../../../http/view.ts'
import type { Message } from '../messages/message.ts'
import { messageView } from '../messages/message-view.ts'

const { uuid, id, broadcast, contact, urn, channel, flow, type, status, text, attachments, labels } =
  messageView.members
const { created_on, sent_on, modified_on } = messageView.members

/** A message as archives hold it, where the bucket has an address: in the order and with the words of the service's archiver. */
export const archivedMessageView = viewOf<Message, string>()('Archived message', {
  uuid,
  id,
  broadcast,
  contact,
  urn,
  channel,
  flow,
  direction: [Type.Unsafe<'in' | 'out'>({ type: 'string', enum: ['in', 'out'] }), ({ direction }) => direction],
  type,
  status,
  visibility: messageView.members.visibility,
  text,
  attachments,
  labels,
  created_on,
  sent_on,
  modified_on,
})
