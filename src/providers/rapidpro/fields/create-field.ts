import type { World } from '../../../core/world.ts'
import { keyOf } from '../dialect/keys.ts'
import { moment } from '../dialect/times.ts'
import { type ContactField, type FieldType, contactFieldRows } from './contact-field.ts'

/** A new field, of which no contact has a value yet. */
export const createField = (
  world: World,
  { key, name, type }: { key?: string; name: string; type: FieldType },
): ContactField =>
  contactFieldRows(world).insert({ id: key ?? keyOf(name), sequence: 0, name, type, created_on: moment(world) })
