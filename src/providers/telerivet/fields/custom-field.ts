import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { oneOf } from '../dialect/schemas.ts'

/** How the web app shows values, and lets people enter them. */
export const FIELD_TYPES = [
  'text',
  'long_text',
  'secret',
  'phone_number',
  'email',
  'url',
  'audio',
  'date',
  'date_time',
  'number',
  'boolean',
  'checkbox',
  'select',
  'radio',
  'route',
] as const

/** What has variables that fields are of. */
const HOLDERS = ['contact', 'message', 'row'] as const

/** Whose variables the fields of one list are: those of a project's contacts or messages, or of a table's rows. */
export interface FieldList {
  readonly of: (typeof HOLDERS)[number]
  readonly project_id: string
  readonly table_id: string | null
}

/** What a custom variable is called, and how the web app shows it. */
export type CustomField = RowOf<typeof customFields>

export const customFields = defineCollection(
  'telerivet.fields',
  {
    of: kept.oneOf(HOLDERS),
    project_id: kept.idOf('telerivet.projects'),
    table_id: kept.orNull(kept.idOf('telerivet.tables')),
    /** What all fields of one list have in common. */
    list: kept.text,
    variable: kept.written(/^[a-zA-Z0-9_]{1,32}$/),
    name: kept.text,
    type: kept.oneOf(FIELD_TYPES),
    order: kept.whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    readonly: kept.boolean,
    lookup_key: kept.boolean,
    /** What few fields have been told. */
    items: kept.optional(kept.listOf(kept.object({ value: kept.text, label: kept.text }))),
    hide_values: kept.optional(kept.boolean),
    show_on_conversation: kept.optional(kept.boolean),
  },
  {
    indexes: ['list'],
    wrongWith: (field) =>
      field.list !== nameOf(field) || field.id !== idOf(field.list, field.variable)
        ? 'its list or id are not those of its variable'
        : undefined,
  },
)

/** The name of a list of fields. */
export const nameOf = ({ of, project_id, table_id }: FieldList): string => `${of} ${table_id ?? project_id}`

/** The id of a variable's field: there is one of each in a list. */
export const idOf = (list: string, variable: string): string => `${list} ${variable}`

/** The fields of a list in the order in which they are displayed; of equals the older first. */
export const fieldsOf = (world: World, list: FieldList): CustomField[] =>
  world
    .collection(customFields)
    .by('list', nameOf(list))
    .toArray()
    .sort((one, other) => one.order - other.order)

export const customFieldView = viewOf<CustomField>()('Custom field', {
  name: [Type.String({ description: 'What it is called in the web app.' }), ({ name }) => name],
  variable: [Type.String({ description: 'The name of the custom variable.' }), ({ variable }) => variable],
  type: [oneOf(FIELD_TYPES), ({ type }) => type],
  order: [Type.Integer({ description: 'Where it is displayed.' }), ({ order }) => order],
  readonly: [Type.Boolean({ description: 'Whether the web app lets nobody edit it.' }), ({ readonly }) => readonly],
  lookup_key: [
    Type.Boolean({ description: 'Whether imports in the web app may look up by it.' }),
    ({ lookup_key }) => lookup_key,
  ],
  items: [
    Type.Optional(
      Type.Array(Type.Object({ value: Type.String(), label: Type.String() }, { additionalProperties: false }), {
        description: 'What there is to choose from, where it was said.',
      }),
    ),
    ({ items }) => items,
  ],
  hide_values: [
    Type.Optional(Type.Boolean({ description: 'Whether the page of messages does not show it, where it was said.' })),
    ({ hide_values }) => hide_values,
  ],
  show_on_conversation: [
    Type.Optional(Type.Boolean({ description: 'Whether conversations show it, where it was said.' })),
    ({ show_on_conversation }) => show_on_conversation,
  ],
})
