import type { World } from '../../../core/world.ts'
import { type CustomField, type FieldList, customFields, idOf, nameOf } from './custom-field.ts'

/** Adds the field of a variable to a list, behind those that are there, as text. */
export function createField(world: World, { of, project_id, table_id }: FieldList, variable: string): CustomField {
  const fields = world.collection(customFields)
  const list = nameOf({ of, project_id, table_id })
  return fields.insert({
    id: idOf(list, variable),
    of,
    project_id,
    table_id,
    list,
    variable,
    name: variable,
    type: 'text',
    order: fields.by('list', list).length,
    readonly: false,
    lookup_key: false,
  })
}
