import * as Type from 'typebox'
import type { Call } from '../../../http/call.ts'
import type { Fields } from '../../../http/field.ts'
import { jsonList } from '../../../http/json-text.ts'
import { onOnePage } from '../../../http/one-page.ts'
import type { Permission } from '../api-keys/permissions.ts'
import type { Caller } from '../dialect/auth.ts'
import { endpoint, find } from '../dialect/endpoints.ts'
import { boolean, choice, integer, label, list, maybe, object } from '../dialect/fields.ts'
import { varNameIn } from '../dialect/vars.ts'
import { dataTableResource } from '../tables/data-table.ts'
import { type FieldMetadata, changeField } from './change-field.ts'
import { FIELD_TYPES, type FieldList, customFieldView, fieldsOf } from './custom-field.ts'

const item = object(
  { value: label('What is stored.', 256), label: label('What is shown.', 256) },
  'One of those to choose from.',
)

const display = {
  name: maybe(label('What it is called in the web app; the name of the variable unless it was said.', 64)),
  type: maybe(choice(FIELD_TYPES)),
  order: maybe(integer({ description: 'Where it is displayed.' })),
  items: maybe(list(item, { max: 100, description: 'What there is to choose from; required where type is select.' })),
}

const editing = {
  readonly: maybe(boolean('Whether the web app lets nobody edit it.')),
  lookup_key: maybe(boolean('Whether imports in the web app may look up by it.')),
}

interface Lists {
  /** What operations are called after. */
  called: string
  path: string
  tag: string
  things: string
  reading: Permission
  writing: Permission
  metadata: Fields
  listOf: (call: Call<Caller>) => FieldList
}

const ofProject =
  (of: FieldList['of']) =>
  ({ caller: { project } }: Call<Caller>): FieldList => ({ of, project_id: project.id, table_id: null })

const LISTS: readonly Lists[] = [
  {
    called: 'Contact',
    path: '/v1/projects/{project_id}/contact_fields',
    tag: 'Contacts',
    things: 'the contacts of a project',
    reading: 'View contacts',
    writing: 'Edit contacts',
    metadata: { ...display, ...editing, show_on_conversation: maybe(boolean('Whether conversations show it.')) },
    listOf: ofProject('contact'),
  },
  {
    called: 'Message',
    path: '/v1/projects/{project_id}/message_fields',
    tag: 'Messages',
    things: 'the messages of a project',
    reading: 'View messages',
    writing: 'Send messages',
    metadata: { ...display, hide_values: maybe(boolean('Whether the page of messages does not show it.')) },
    listOf: ofProject('message'),
  },
  {
    called: 'DataTable',
    path: '/v1/projects/{project_id}/tables/{table_id}/fields',
    tag: dataTableResource.tag,
    things: 'the rows of a data table',
    reading: 'View data tables',
    writing: 'Edit data tables',
    metadata: { ...display, ...editing },
    listOf(call) {
      const { id, project_id } = find(dataTableResource, call)
      return { of: 'row', project_id, table_id: id }
    },
  },
]

/** What one can do with the custom fields of contacts, of messages and of the rows of a table. */
export const fieldEndpoints = LISTS.flatMap(({ called, path, tag, things, reading, writing, metadata, listOf }) => [
  endpoint({
    id: `telerivet.get${called}Fields`,
    method: 'get',
    path,
    summary: `Lists the custom fields of ${things}: all variables that were ever written there.`,
    tag,
    permission: reading,
    returns: Type.Array(customFieldView.schema),
    handle(call) {
      const { world } = call
      return jsonList(onOnePage(fieldsOf(world, listOf(call)), (field) => customFieldView.remembered(field, world)))
    },
  }),
  endpoint({
    id: `telerivet.set${called}FieldMetadata`,
    method: 'post',
    path: `${path}/{variable}`,
    summary: `Says how the web app shows a custom field of ${things}.`,
    description: 'Changes no value. A variable that nobody has written yet has a field from then on.',
    tag,
    permission: writing,
    body: metadata,
    returns: customFieldView.schema,
    example: () => ({ body: { name: 'Crop', type: 'text', order: 2 } }),
    handle(call) {
      const { world, params, body } = call
      const fields = listOf(call)
      const field = changeField(world, fields, varNameIn('variable', params['variable']!), body as FieldMetadata)
      return customFieldView.json(field, world)
    },
  }),
])
