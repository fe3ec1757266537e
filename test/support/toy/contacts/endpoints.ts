import { Type } from '@sinclair/typebox'
import { optional } from '../../../../src/http/field.ts'
import { SOMEBODY } from '../../../../src/http/example.ts'
import { endpoint, text } from '../../toy-provider.ts'
import { changeContact, createContact, deleteContact } from './change-contact.ts'
import { contactSchema, contacts, findContact, viewContact } from './contact.ts'

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
    returns: contactSchema,
    example: () => ({ body: { name: 'Amina', number: SOMEBODY } }),
    handle: ({ caller: world, body }) => viewContact(createContact(world, { ...body, city: body.city ?? null })),
  }),
  endpoint({
    id: 'toy.listContacts',
    method: 'get',
    path,
    tag,
    summary: 'Lists contacts, oldest first.',
    returns: Type.Object({ contacts: Type.Array(contactSchema) }, { additionalProperties: false }),
    handle: ({ caller: world }) => ({ contacts: world.collection(contacts).all().map(viewContact) }),
  }),
  endpoint({
    id: 'toy.getContact',
    method: 'get',
    path: `${path}/{contact}`,
    tag,
    summary: 'Shows a contact.',
    returns: contactSchema,
    handle: ({ caller: world, params }) => viewContact(findContact(world, params['contact'])),
  }),
  endpoint({
    id: 'toy.changeContact',
    method: 'post',
    path: `${path}/{contact}`,
    tag,
    summary: 'Changes what is given of a contact.',
    body: { name: optional(text('What it is called.')), city },
    returns: contactSchema,
    example: () => ({ body: { city: 'Kigali' } }),
    handle: ({ caller: world, params, body }) =>
      viewContact(changeContact(world, findContact(world, params['contact']), body)),
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
