import type { World } from '../../../core/world.ts'
import { type ContactField, type FieldType, contactFieldRows } from './contact-field.ts'

/** Gives a field another name or type. Its key stays, and so do the values that contacts have. */
export const updateField = (
  world: World,
  field: ContactField,
  { name, type }: { name: string; type: FieldType },
): ContactField => contactFieldRows(world).update(field, { name, type })
