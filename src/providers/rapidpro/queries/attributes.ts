import type { Comparison, Property } from './query.ts'
import type { Setting, ValueType } from './setting.ts'

/** What every contact has, and what it is compared as. */
const ATTRIBUTES: Readonly<Record<string, ValueType>> = {
  uuid: 'text',
  id: 'text',
  name: 'text',
  status: 'text',
  language: 'text',
  urn: 'text',
  group: 'text',
  flow: 'text',
  history: 'text',
  tickets: 'number',
  created_on: 'datetime',
  last_seen_on: 'datetime',
}

export const isAttribute = (key: string): boolean => Object.hasOwn(ATTRIBUTES, key)

/** What a property is compared as; undefined where the workspace has no such field. */
export const valueTypeOf = ({ kind, key }: Property, setting: Setting): ValueType | undefined =>
  kind === 'attribute' ? ATTRIBUTES[key] : kind === 'scheme' ? 'text' : setting.fieldType(key)

/** Every contact has these. The platform goes by the key alone, and so takes a field of such a name for one of them. */
export const isAlwaysSet = (key: string): boolean => ['uuid', 'id', 'status', 'created_on', 'tickets'].includes(key)

/** Properties that no group can be made by: they change with groups and flows, or are known of one contact alone. */
export const isUnfitForGroups = ({ kind, key }: Comparison): boolean =>
  kind === 'attribute' && ['id', 'status', 'group', 'flow', 'history'].includes(key)

/** Whether it is about addresses. */
export const isUrn = ({ kind, key }: Property): boolean => kind === 'scheme' || (kind === 'attribute' && key === 'urn')

/** What a property is made of, so that it is another only once that is: `name`, `urns`, `fields.age`. */
export const sourceOf = (property: Property): string =>
  isUrn(property) ? 'urns' : property.kind === 'field' ? `fields.${property.key}` : property.key
