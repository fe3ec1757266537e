import * as Type from 'typebox'
import { jsonList, jsonObject } from '../../../../src/http/json-text.ts'
import { optional } from '../../../../src/http/field.ts'
import { SOMEBODY } from '../../../../src/http/example.ts'
import { endpoint, text } from '../../toy-provider.ts'
import { changeContact, createContact, deleteContact } from './change-contact.ts'
import { contactView, contacts, findContact } from './contact.ts'

const tag = 'Contacts'
const path = '/toy/contacts'
const city = optional(text('Where it lives.'))

/** What one can do with contacts. */
export const contactEndpoints = [
  endpoint({
    id: 'toy.createContact',
    method: 'post',
    path,
    tag,
    summary: 'Adds a contact.',
    body: { name: text('What it is called.'), number: text('Its phone number.'), city },
    status: 201,
    returns: contactView.schema,
    example: () => ({ body: { name: 'Amina', number: SOMEBODY } }),
    handle: ({ caller: world, body }) =>
      contactView.json(createContact(world, { ...body, city: body.city ?? null }), world),
  }),
  endpoint({
    id: 'toy.listContacts',
    method: 'get',
    path,
    tag,
    summary: 'Lists contacts, oldest first.',
    returns: Type.Object({ contacts: Type.Array(contactView.schema) }, { additionalProperties: false }),
    handle: ({ caller: world }) =>
      jsonObject({
        contacts: jsonList(
          world
            .collection(contacts)
            .all()
            .map((row) => contactView.remembered(row, world)),
        ),
      }),
  }),
  endpoint({
    id: 'toy.getContact',
    method: 'get',
    path: `${path}/{contact}`,
    tag,
    summary: 'Shows a contact.',
    returns: contactView.schema,
    handle: ({ caller: world, params }) => contactView.json(findContact(world, params['contact']), world),
  }),
  endpoint({
    id: 'toy.changeContact',
    method: 'post',
    path: `${path}/{contact}`,
    tag,
    summary: 'Changes what is given of a contact.',
    body: { name: optional(text('What it is called.')), city },
    returns: contactView.schema,
    example: () => ({ body: { city: 'Kigali' } }),
    handle: ({ caller: world, params, body }) =>
      contactView.json(changeContact(world, findContact(world, params['contact']), body), world),
  }),
  endpoint({
    id: 'toy.deleteContact',
    method: 'delete',
    path: `${path}/{contact}`,
    tag,
    summary: 'Deletes a contact.',
    status: 204,
    returns: null,
    handle: ({ caller: world, params }) => deleteContact(world, findContact(world, params['contact'])),
  }),
]
