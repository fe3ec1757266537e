import { list, write } from '../dialect/endpoints.ts'
import { lookupParameter, textFilter } from '../dialect/filters.ts'
import { refuseOneMore } from '../dialect/guards.ts'
import { oneBy } from '../dialect/lookups.ts'
import { type ContactField, contactFieldRows, contactFieldView } from './contact-field.ts'
import { createField } from './create-field.ts'
import { asField, fieldBody, fieldRule } from './field-body.ts'
import { updateField } from './update-field.ts'

const common = { path: '/api/v2/fields.json', tag: 'Fields', scope: 'v2' }

export const listFields = list({
  ...common,
  id: 'rapidpro.listFields',
  summary: 'Lists the fields of contacts, newest first.',
  view: contactFieldView,
  filters: { key: textFilter('Only the field with this key.') },
  rows: contactFieldRows,
  select: ({ world, query: { key } }) => (key === undefined ? {} : { only: contactFieldRows(world).get(key) ?? null }),
})

export const writeField = write({
  ...common,
  id: 'rapidpro.writeField',
  summary: 'Creates a field of contacts, or changes the one that `key` in the URL names. Its key never changes.',
  example: () => ({ body: { name: 'Plot Size', type: 'number' } }),
  view: contactFieldView,
  lookup: {
    parameters: { key: lookupParameter('The field with this key.') },
    find: oneBy('key', 'ContactField', (world, key): ContactField | undefined => contactFieldRows(world).get(key)),
  },
  guard: (call) => refuseOneMore(call, contactFieldRows(call.world).size),
  body: fieldBody,
  rule: ({ body }) => fieldRule(body),
  create: ({ world, body }) => createField(world, asField(body)),
  update: ({ world, body }, field: ContactField) => updateField(world, field, asField(body)),
})
