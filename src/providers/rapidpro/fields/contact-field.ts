import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { campaignEvents } from '../campaign-events/campaign-event.ts'
import { flows, isShown } from '../flows/flow.ts'
import { groups } from '../groups/group.ts'

export const FIELD_TYPES = ['text', 'number', 'datetime', 'state', 'district', 'ward'] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** What the types were called once: a number was numeric. */
export const VALUE_TYPES = ['text', 'numeric', 'datetime', 'state', 'district', 'ward'] as const
export type ValueType = (typeof VALUE_TYPES)[number]

/** Something that the workspace wants to know of each contact. Its id is its key, which never changes. */
export type ContactField = RowOf<typeof contactFields>

export const contactFields = defineCollection('rapidpro.fields', {
  name: kept.text,
  type: kept.oneOf(FIELD_TYPES),
  created_on: kept.micros,
})

export const contactFieldRows = (world: World) => world.collection(contactFields)

const usage = Type.Integer()

/** How a field looks. What only the web pages change of it is as it is on its first day. */
export const contactFieldView = viewOf<ContactField>()('Field', {
  key: [Type.String({ description: 'Made of the name that it began with.' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  type: [Type.Unsafe<FieldType>({ type: 'string', enum: [...FIELD_TYPES] }), ({ type }) => type],
  featured: [Type.Boolean({ description: 'Whether the web pages show it first.' }), false],
  priority: [Type.Integer({ description: 'Its place among those that are shown first.' }), 0],
  usages: [
    Type.Object(
      { flows: usage, groups: usage, campaign_events: usage },
      { additionalProperties: false, description: 'How many of each depend on it.' },
    ),
    ({ id }, world) => ({
      flows: world.collection(flows).by('fields', id).filter(isShown).length,
      groups: world.collection(groups).by('fields', id).length,
      campaign_events: world.collection(campaignEvents).by('relative_to', id).length,
    }),
  ],
  agent_access: [
    Type.Unsafe<'none' | 'view' | 'edit'>({
      type: 'string',
      enum: ['none', 'view', 'edit'],
      description: 'What agents may do with it on the web pages.',
    }),
    'view',
  ],
  label: [Type.String({ description: 'Deprecated: see `name`.' }), ({ name }) => name],
  value_type: [
    Type.Unsafe<ValueType>({ type: 'string', enum: [...VALUE_TYPES], description: 'Deprecated: see `type`.' }),
    ({ type }) => (type === 'number' ? 'numeric' : type),
  ],
})
