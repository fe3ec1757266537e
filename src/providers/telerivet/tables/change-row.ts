import { changedFields } from '../../../core/store/changed-fields.ts'
import type { World } from '../../../core/world.ts'
import { mergeVars } from '../dialect/vars.ts'
import { refuseUnknownContact } from '../contacts/find-contact.ts'
import type { Project } from '../projects/project.ts'
import type { RowRequest } from './create-row.ts'
import { type DataRow, dataRows } from './data-row.ts'
import { rowChanged } from './events.ts'

/** Changes what is given of a row. @throws Problem before anything is changed */
export function changeRow(world: World, project: Project, row: DataRow, given: RowRequest): DataRow {
  const { contact_id = row.contact_id, from_number = row.from_number } = given
  refuseUnknownContact(world, project, contact_id)
  const change = { contact_id, from_number, vars: mergeVars(row.vars, given.vars) }
  const changed = changedFields(row, change)
  if (changed.length === 0) return row
  world.collection(dataRows).update(row, { ...change, time_updated: Math.floor(world.now / 1000) })
  world.publish(rowChanged, { provider: 'telerivet', row: row.id, changed })
  // Whoever listened may have changed it again.
  return world.collection(dataRows).get(row.id)!
}
