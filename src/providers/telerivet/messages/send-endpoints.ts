import { SOMEBODY } from '../../../http/example.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { idField, label, unlessBlank } from '../dialect/fields.ts'
import { messageResource } from './message-view.ts'
import { sendMessage } from './send-message.ts'
import { textBody } from './text-body.ts'

const sendBody = {
  ...textBody,
  to_number: unlessBlank(label('Required where contact_id is not set.')),
  contact_id: unlessBlank(idField('contact', 'Required where to_number is not set.')),
}

const send = (id: string, path: string, summary: string) =>
  endpoint({
    id,
    method: 'post',
    path,
    summary,
    tag: 'Messages',
    permission: 'Send messages',
    makes: () => 1,
    body: sendBody,
    returns: messageResource.view.schema,
    example: () => ({ body: { to_number: SOMEBODY, content: 'We buy coffee at 480 a kilo today.' } }),
    handle({ world, caller, body }) {
      // It is nobody else's, and to copy all of it would take longer than to send it.
      const request = Object.assign(body, { user_id: caller.key.user_id })
      return messageResource.view.json(sendMessage(world, caller.project, request, 'api'), world)
    },
  })

/** How messages are sent, by today's name and by a retired one that clients still use. */
export const sendEndpoints = [
  send('telerivet.sendMessage', '/v1/projects/{project_id}/messages/send', 'Sends one message.'),
  send(
    'telerivet.sendMessageOutgoing',
    '/v1/projects/{project_id}/messages/outgoing',
    'Sends one message; the retired name of messages/send.',
  ),
]
