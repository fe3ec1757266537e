import * as Type from 'typebox'
import { SOMEBODY, latest } from '../../../http/example.ts'
import { invalid } from '../../../http/problem.ts'
import { action, endpoint, find, query, remove, update } from '../dialect/endpoints.ts'
import {
  boolean,
  choice,
  clearable,
  idField,
  label,
  list,
  maybe,
  orElse,
  text,
  unlessBlank,
} from '../dialect/fields.ts'
import { NO_VARS, mergeVars, varsField } from '../dialect/vars.ts'
import { refuseUnknownLabels } from '../labels/label.ts'
import { phoneOf } from '../phones/choose-route.ts'
import { phoneResource } from '../phones/phone.ts'
import { cancelMessage } from './cancel-message.ts'
import { deleteMessage } from './delete-message.ts'
import { messageFilters, messageListing, messageParameters, withinGroup } from './filters.ts'
import { LONGEST_CONTENT, messages } from './message.ts'
import { messageResource, messageView } from './message-view.ts'
import { mmsPartSchema, mmsPartsOf } from './mms-parts.ts'
import { receiveMessage } from './receive-message.ts'
import { resendMessage } from './resend-message.ts'
import { sendEndpoints } from './send-endpoints.ts'
import { updateMessage } from './update-message.ts'

/** What one can do with messages. */
export const messageEndpoints = [
  ...sendEndpoints,
  endpoint({
    id: 'telerivet.receiveMessage',
    method: 'post',
    path: '/v1/projects/{project_id}/messages/receive',
    summary: 'Adds an incoming message, as if a phone had received it.',
    tag: 'Messages',
    permission: 'Send messages',
    makes: () => 1,
    body: {
      content: maybe(text('Required except for calls.', LONGEST_CONTENT)),
      message_type: orElse(choice(['sms', 'call', 'chat']), 'sms'),
      from_number: label(),
      phone_id: idField('phone', 'The phone that received it.'),
      to_number: unlessBlank(label('By itself, the number of the phone.')),
      simulated: maybe(boolean('Whether replies to it are not really sent.')),
      starred: maybe(boolean()),
      label_ids: maybe(list(idField('label'), { max: 5 })),
      vars: varsField,
    },
    returns: messageResource.view.schema,
    example: (world) => ({
      body: {
        content: 'I bring two bags tomorrow',
        from_number: SOMEBODY,
        phone_id: world.credentials['telerivet']?.['phone_id'],
      },
    }),
    handle({ world, caller, body: { phone_id, label_ids, vars, content, ...rest } }) {
      const phone = phoneOf(world, caller.project, phone_id)
      if (!phone) throw invalid('phone_id', 'is not the ID of a phone of this project')
      if (rest.message_type !== 'call' && !content) throw invalid('content', 'is required')
      refuseUnknownLabels(world, caller.project, label_ids)
      const message = receiveMessage(world, phone, {
        ...rest,
        // "null for USSD messages and calls"
        content: rest.message_type === 'call' ? null : content!,
        source: 'api',
        vars: mergeVars(NO_VARS, vars),
        label_ids,
      })
      return messageResource.view.json(message, world)
    },
  }),
  query(messageResource, {
    id: 'telerivet.queryMessages',
    path: '/v1/projects/{project_id}/messages',
    summary: 'Lists the messages of a project that every given filter keeps.',
    permission: 'View messages',
    ...messageListing,
  }),
  query(messageResource, {
    id: 'telerivet.queryPhoneMessages',
    path: '/v1/projects/{project_id}/phones/{phone_id}/messages',
    summary: 'Lists the messages sent or received by a phone.',
    permission: 'View messages',
    filters: messageFilters,
    parameters: messageParameters,
    within: (call) => [{ field: 'phone_id', is: 'equals', value: find(phoneResource, call).id }, ...withinGroup(call)],
  }),
  endpoint({
    id: 'telerivet.getMessage',
    method: 'get',
    path: '/v1/projects/{project_id}/messages/{message_id}',
    summary: 'Answers a message; mms_parts is there only, as the document says.',
    tag: 'Messages',
    permission: 'View messages',
    returns: messageView.schema,
    handle: (call) => messageView.json(find(messageResource, call), call.world, 'alone'),
  }),
  update(messageResource, {
    id: 'telerivet.updateMessage',
    path: '/v1/projects/{project_id}/messages/{message_id}',
    summary: 'Changes the star, the variables or the error message of a message.',
    permission: 'Send messages',
    example: () => ({ body: { starred: true, vars: { answered_by: 'Grace' } } }),
    body: { starred: maybe(boolean()), vars: varsField, error_message: clearable(text('Empty or null to have none.')) },
    change: (message, { world, body }) => updateMessage(world, message, body),
  }),
  remove(messageResource, {
    id: 'telerivet.deleteMessage',
    path: '/v1/projects/{project_id}/messages/{message_id}',
    summary: 'Deletes a message.',
    permission: 'Delete messages',
    discard: (message, { world }) => deleteMessage(world, message),
  }),
  action(messageResource, {
    id: 'telerivet.cancelMessage',
    path: '/v1/projects/{project_id}/messages/{message_id}/cancel',
    summary: 'Cancels a message that has not been sent yet.',
    permission: 'Send messages',
    example: (world) => ({ path: { message_id: latest(world, messages, ({ status }) => status === 'queued') } }),
    act: (message, { world }) => cancelMessage(world, message),
  }),
  action(messageResource, {
    id: 'telerivet.resendMessage',
    path: '/v1/projects/{project_id}/messages/{message_id}/resend',
    summary: 'Sends a message again.',
    permission: 'Send messages',
    example: (world) => ({ path: { message_id: latest(world, messages, ({ status }) => status === 'failed') } }),
    body: { route_id: unlessBlank(idField('phone or route', 'To send it another way.')) },
    act: (message, { world, caller, body }) => resendMessage(world, caller.project, message, body.route_id),
  }),
  endpoint({
    id: 'telerivet.getMMSParts',
    method: 'get',
    path: '/v1/projects/{project_id}/messages/{message_id}/mms_parts',
    summary: 'Lists the parts of an MMS, one for each file; other messages have none.',
    tag: 'Messages',
    permission: 'View messages',
    returns: Type.Array(mmsPartSchema),
    handle: (call) => mmsPartsOf(find(messageResource, call)),
  }),
]
