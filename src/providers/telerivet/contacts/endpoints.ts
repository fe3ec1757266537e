import { Type } from '@sinclair/typebox'
import { type Field, field } from '../../../http/field.ts'
import { endpoint, find, getOne, query, remove, update } from '../dialect/endpoints.ts'
import { boolean, choice, clearable, idField, label, list, maybe, refuse, unlessBlank } from '../dialect/fields.ts'
import { MEMBER, NUMBER, TEXT, TEXTUAL, TIME, TRUTH, VAR_MODIFIERS, filter, varsFilter } from '../dialect/filters.ts'
import { bySpelling } from '../dialect/same-number.ts'
import { varsField } from '../dialect/vars.ts'
import { messageFilters, messageParameters, withinGroup } from '../messages/filters.ts'
import { messageResource } from '../messages/message-view.ts'
import { refuseUnknownIds } from '../dialect/unknown-ids.ts'
import { changeContact } from './change-contact.ts'
import { CONVERSATION_STATUSES, contactResource } from './contact.ts'
import { deleteContact } from './delete-contact.ts'
import { contactsAlike } from './find-contact.ts'
import { LOOKUP_KEY, getOrCreateContact } from './get-or-create-contact.ts'

const lookupKey = (): Field<string> =>
  field(
    Type.Union([
      Type.Unsafe<string>({
        type: 'string',
        enum: ['phone_number', 'name', 'id', 'vars.variable_name', 'none'],
        default: 'phone_number',
      }),
      Type.String({ pattern: '^vars\\.[a-zA-Z0-9_]{1,32}$' }),
    ]),
    (raw, path, issues) =>
      typeof raw === 'string' && LOOKUP_KEY.test(raw)
        ? raw
        : refuse(path, 'choice', issues, 'must be one of: phone_number, name, id, vars.variable_name, none'),
  )

const route = () =>
  clearable(idField('phone or route', 'The phone or route that sends to it; null for the default of the project.'))
const groups = () => maybe(list(idField('group'), { max: 20 }))

/** What one can do with contacts. */
export const contactEndpoints = [
  endpoint({
    id: 'telerivet.getOrCreateContact',
    method: 'post',
    path: '/v1/projects/{project_id}/contacts',
    summary: 'Finds a contact or creates it, and changes what is given of it.',
    tag: 'Contacts',
    permission: 'Edit contacts',
    body: {
      name: unlessBlank(label()),
      phone_number: unlessBlank(label()),
      lookup_key: unlessBlank(lookupKey()),
      send_blocked: maybe(boolean('Whether nothing may be sent to it.')),
      default_route_id: route(),
      add_group_ids: groups(),
      id: unlessBlank(idField('contact', 'Where lookup_key is id.')),
      remove_group_ids: groups(),
      vars: varsField,
    },
    returns: contactResource.view.schema,
    example: () => ({ body: { name: 'Alice Uwera', phone_number: '+12065550126', vars: { crop: 'coffee' } } }),
    handle({ world, caller: { project }, body: { add_group_ids, remove_group_ids, ...request } }) {
      refuseUnknownIds('add_group_ids', add_group_ids)
      refuseUnknownIds('remove_group_ids', remove_group_ids)
      return contactResource.view.json(getOrCreateContact(world, project, request), world)
    },
  }),
  query(contactResource, {
    id: 'telerivet.queryContacts',
    path: '/v1/projects/{project_id}/contacts',
    summary: 'Lists the contacts of a project that every given filter keeps.',
    permission: 'View contacts',
    filters: {
      group_id: filter(MEMBER, [], { column: 'group_ids' }),
      name: filter(TEXT, TEXTUAL),
      phone_number: filter(TEXT, [...TEXTUAL, 'exists']),
      time_created: filter(TIME, ['min', 'max']),
      last_message_time: filter(TIME, ['min', 'max', 'exists']),
      last_incoming_message_time: filter(TIME, ['min', 'max', 'exists']),
      last_outgoing_message_time: filter(TIME, ['min', 'max', 'exists']),
      incoming_message_count: filter(NUMBER, ['ne', 'min', 'max']),
      outgoing_message_count: filter(NUMBER, ['ne', 'min', 'max']),
      send_blocked: filter(TRUTH),
      vars: varsFilter(VAR_MODIFIERS),
    },
    sorts: ['name', 'phone_number', 'last_message_time'],
    refine: (condition, { world, caller: { project } }) =>
      bySpelling(condition, (written) => contactsAlike(world, project, written)),
  }),
  getOne(contactResource, {
    id: 'telerivet.getContact',
    path: '/v1/projects/{project_id}/contacts/{contact_id}',
    summary: 'Answers a contact.',
    permission: 'View contacts',
  }),
  update(contactResource, {
    id: 'telerivet.updateContact',
    path: '/v1/projects/{project_id}/contacts/{contact_id}',
    summary: 'Changes what is given of a contact.',
    permission: 'Edit contacts',
    example: () => ({ body: { name: 'Abena A. Mensah', vars: { crop: 'tea', certified: true } } }),
    body: {
      name: clearable(label()),
      phone_number: clearable(label()),
      send_blocked: maybe(boolean('Whether nothing may be sent to it.')),
      conversation_status: maybe(choice(CONVERSATION_STATUSES)),
      default_route_id: route(),
      vars: varsField,
    },
    change: (contact, { world, caller, body }) => changeContact(world, caller.project, contact, body),
  }),
  remove(contactResource, {
    id: 'telerivet.deleteContact',
    path: '/v1/projects/{project_id}/contacts/{contact_id}',
    summary: 'Deletes a contact; its messages stay, and belong to no contact then.',
    permission: 'Edit contacts',
    discard: (contact, { world }) => deleteContact(world, contact),
  }),
  query(messageResource, {
    id: 'telerivet.queryContactMessages',
    path: '/v1/projects/{project_id}/contacts/{contact_id}/messages',
    summary: 'Lists the messages sent to a contact or received from it.',
    permission: 'View messages',
    filters: messageFilters,
    parameters: messageParameters,
    within: (call) => [
      { field: 'contact_id', is: 'equals', value: find(contactResource, call).id },
      ...withinGroup(call),
    ],
  }),
]
