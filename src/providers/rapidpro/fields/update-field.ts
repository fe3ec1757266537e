import type { World } from '../../../core/world.ts'
import { type ContactField, type FieldType, contactFieldRows } from './contact-field.ts'
import { fieldChanged } from './events.ts'

/** Gives a field another name or type. Its key stays, and so do the values that contacts have. */
export function updateField(
  world: World,
  field: ContactField,
  { name, type }: { name: string; type: FieldType },
): ContactField {
  const next = contactFieldRows(world).update(field, { name, type })
  if (type !== field.type) world.publish(fieldChanged, { provider: 'rapidpro', field: field.id })
  return next
}
