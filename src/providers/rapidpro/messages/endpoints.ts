import type { Condition } from '../../../core/store/query.ts'
import type { World } from '../../../core/world.ts'
import { exampleContact } from '../contacts/contact.ts'
import { list, write } from '../dialect/endpoints.ts'
import { choiceFilter, integerFilter, textFilter, timeConditions, timeFilters, uuidFilter } from '../dialect/filters.ts'
import { numberOf } from '../dialect/ids.ts'
import { asAttachment } from '../media/attachment.ts'
import { bucketAddress } from '../media/bucket.ts'
import { type Label, labelRows } from '../labels/label.ts'
import { FOLDERS, IN_FOLDER, folderOf, there, visible } from './folders.ts'
import { messageBody } from './message-body.ts'
import { type Message, messageRows } from './message.ts'
import { messageView } from './message-view.ts'
import { sendMessage } from './send-message.ts'

const common = { path: '/api/v2/messages.json', tag: 'Messages', scope: 'v2.messages' }

export const listMessages = list({
  ...common,
  id: 'rapidpro.listMessages',
  summary: 'Lists messages of both directions, newest first.',
  view: messageView,
  variant: bucketAddress,
  filters: {
    id: integerFilter('Only the message with this number.'),
    uuid: uuidFilter('Only the message with this uuid.'),
    broadcast: integerFilter('Only messages of the broadcast with this number.'),
    contact: textFilter('Only messages to and from the contact with this uuid.'),
    folder: choiceFilter(FOLDERS, 'Only messages in this folder.'),
    label: textFilter('Only messages with the label of this uuid or name.'),
    ...timeFilters('created_on'),
  },
  exclusive: ['contact', 'folder', 'label', 'broadcast'],
  rows: messageRows,
  select: ({ world, caller, query }) => {
    const { id, uuid, broadcast, contact, folder, label: named, before, after } = query
    const label = named === undefined ? undefined : labelNamed(world, named)
    if (named !== undefined && !label) return { only: null }
    const inFolder = folder === undefined ? undefined : folderOf(folder)
    if (folder !== undefined && !inFolder) return { only: null }
    const place = inFolder && IN_FOLDER[inFolder]
    const where: Condition[] = [
      ...(place?.where ?? [there]),
      ...timeConditions(inFolder === 'incoming' ? 'modified_on' : 'created_on', query),
    ]
    if (contact !== undefined) where.push({ field: 'contact', is: 'equals', value: contact })
    if (label) where.push({ field: ['extra', 'labels'], is: 'includes', value: label.id }, visible)
    if (broadcast !== undefined) where.push({ field: 'broadcast', is: 'equals', value: broadcast })
    const number = uuid === undefined ? id : numberOf(uuid, caller.workspace.message_uuids)
    // The order is the same either way, but one that bounds can be looked up in.
    const sort = place?.sort ?? (before === undefined && after === undefined ? undefined : 'created_on')
    if (uuid === undefined && id === undefined) return { where, sort, only: place?.only }
    const agree = id === undefined || id === number
    return { where, only: agree && place?.only === undefined ? (messageRows(world).get(String(number)) ?? null) : null }
  },
})

/** Labels are named by uuid, or by name in exactly this case. */
const labelNamed = (world: World, key: string): Label | undefined =>
  labelRows(world).get(key) ??
  labelRows(world)
    .all()
    .find(({ name }) => name === key)

export const createMessage = write({
  ...common,
  id: 'rapidpro.createMessage',
  summary: 'Sends a message to a contact, at the first of its URNs that a channel reaches.',
  example: (world) => ({ body: { contact: exampleContact(world), text: 'Your results are here.' } }),
  view: messageView,
  variant: bucketAddress,
  body: messageBody,
  rule: ({ body }) =>
    body.text !== undefined || (body.attachments?.length ?? 0) > 0
      ? undefined
      : 'Must provide either text or attachments.',
  create: ({ world, body }) => {
    const { contact, text = '', attachments = [], quick_replies = [] } = body
    const extra: Message['extra'] =
      attachments.length === 0 && quick_replies.length === 0
        ? null
        : {
            ...(attachments.length > 0 && { attachments: attachments.map(asAttachment) }),
            ...(quick_replies.length > 0 && { quick_replies }),
          }
    return sendMessage(world, { contact, text, extra })
  },
})
