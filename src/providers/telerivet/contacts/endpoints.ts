import * as Type from 'typebox'
import { type Field, field } from '../../../http/field.ts'
import { endpoint, find, getOne, query, remove, update } from '../dialect/endpoints.ts'
import {
  boolean,
  choice,
  clearable,
  idField,
  label,
  list,
  maybe,
  object,
  orElse,
  refuse,
  unlessBlank,
} from '../dialect/fields.ts'
import { idSchema } from '../dialect/schemas.ts'
import { isVarName, varsField } from '../dialect/vars.ts'
import { messageFilters, messageParameters, withinGroup } from '../messages/filters.ts'
import { messageResource } from '../messages/message-view.ts'
import { addContacts } from './add-contacts.ts'
import { changeContact } from './change-contact.ts'
import { CONVERSATION_STATUSES, contactResource } from './contact.ts'
import { deleteContact } from './delete-contact.ts'
import { contactListing, contactSorts } from './filters.ts'
import { getOrCreateContact } from './get-or-create-contact.ts'

/** @param words what it can be besides a variable */
const lookupKey = (words: readonly string[]): Field<string> => {
  const all = [...words.slice(0, -1), 'vars.variable_name', ...words.slice(-1)]
  return field(
    Type.Union([
      Type.Unsafe<string>({ type: 'string', enum: all, default: 'phone_number' }),
      Type.String({ pattern: '^vars\\.[a-zA-Z0-9_]{1,32}$' }),
    ]),
    (raw, path, issues) =>
      typeof raw === 'string' && (words.includes(raw) || (raw.startsWith('vars.') && isVarName(raw.slice(5))))
        ? raw
        : refuse(path, 'choice', issues, `must be one of: ${all.join(', ')}`),
  )
}

const route = () =>
  clearable(idField('phone or route', 'The phone or route that sends to it; null for the default of the project.'))
const groups = (max: number) => maybe(list(idField('group'), { max }))

/** "Array of up to 200 objects" */
const MOST_IMPORTED = 200

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
      lookup_key: unlessBlank(lookupKey(['phone_number', 'name', 'id', 'none'])),
      send_blocked: maybe(boolean('Whether nothing may be sent to it.')),
      default_route_id: route(),
      add_group_ids: groups(20),
      id: unlessBlank(idField('contact', 'Where lookup_key is id.')),
      remove_group_ids: groups(20),
      vars: varsField,
    },
    returns: contactResource.view.schema,
    example: () => ({ body: { name: 'Alice Uwera', phone_number: '+12065550126', vars: { crop: 'coffee' } } }),
    handle: ({ world, caller: { project }, body }) =>
      contactResource.view.json(getOrCreateContact(world, project, body), world),
  }),
  endpoint({
    id: 'telerivet.importContacts',
    method: 'post',
    path: '/v1/projects/{project_id}/import_contacts',
    summary: 'Finds or creates up to 200 contacts, and changes what is given of each.',
    tag: 'Contacts',
    permission: 'Edit contacts',
    body: {
      contacts: list(
        object(
          {
            name: unlessBlank(label()),
            phone_number: unlessBlank(label()),
            id: unlessBlank(idField('contact', 'Where lookup_key is id.')),
            send_blocked: maybe(boolean('Whether nothing may be sent to it.')),
            vars: varsField,
          },
          'A contact; a new one needs a name or a number.',
        ),
        { max: MOST_IMPORTED },
      ),
      lookup_key: orElse(unlessBlank(lookupKey(['phone_number', 'id', 'none'])), 'phone_number'),
      add_group_ids: groups(5),
      remove_group_ids: groups(5),
      default_route_id: route(),
    },
    returns: Type.Object(
      {
        contacts: Type.Array(Type.Object({ id: idSchema('contact') }, { additionalProperties: false }), {
          description: 'As many as were given, in the same order.',
        }),
      },
      { additionalProperties: false },
    ),
    example: () => ({
      body: {
        contacts: [
          { name: 'Alice Uwera', phone_number: '+12065550126', vars: { crop: 'coffee' } },
          { name: 'Jean Habimana', phone_number: '+12065550127' },
        ],
      },
    }),
    handle: ({ world, caller: { project }, body: { lookup_key = 'phone_number', ...body } }) => ({
      contacts: addContacts(world, project, { ...body, lookup_key }).map((id) => ({ id })),
    }),
  }),
  query(contactResource, {
    id: 'telerivet.queryContacts',
    path: '/v1/projects/{project_id}/contacts',
    summary: 'Lists the contacts of a project that every given filter keeps.',
    permission: 'View contacts',
    ...contactListing,
    sorts: contactSorts,
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
