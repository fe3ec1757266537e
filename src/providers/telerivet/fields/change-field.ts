import { changedFields } from '../../../core/store/changed-fields.ts'
import type { Changes } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { createField } from './create-field.ts'
import { type CustomField, type FieldList, customFields, idOf, nameOf } from './custom-field.ts'

/** What a caller may say of a field: how the web app displays it, no more. */
export interface FieldMetadata {
  name?: string | undefined
  type?: CustomField['type'] | undefined
  order?: number | undefined
  items?: CustomField['items'] | undefined
  readonly?: boolean | undefined
  lookup_key?: boolean | undefined
  hide_values?: boolean | undefined
  show_on_conversation?: boolean | undefined
}

/** Changes what is given of a field, which is made where nobody has written the variable yet. @throws Problem before that */
export function changeField(world: World, list: FieldList, variable: string, given: FieldMetadata): CustomField {
  const fields = world.collection(customFields)
  const known = fields.get(idOf(nameOf(list), variable))
  const { type = known?.type, items = known?.items } = given
  if (type === 'select' && (items === undefined || items.length === 0))
    throw invalid('items', 'is required where type is select')
  const field = known ?? createField(world, list, variable)
  const change = given as Changes<CustomField>
  return changedFields(field, change).length === 0 ? field : fields.update(field, change)
}
