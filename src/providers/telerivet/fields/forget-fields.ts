import type { World } from '../../../core/world.ts'
import type { TableDeleted } from '../tables/events.ts'
import { customFields } from './custom-field.ts'

/** A table that is gone has no fields either. */
export function forgetFields({ table }: TableDeleted, world: World): void {
  const fields = world.collection(customFields)
  fields.deleteAll(fields.by('list', `row ${table}`))
}
