import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import { NO_VARS, type VarChanges, mergeVars } from '../dialect/vars.ts'
import { refuseUnknownContact } from '../contacts/find-contact.ts'
import type { Project } from '../projects/project.ts'
import { countRows } from './count-rows.ts'
import { type DataRow, dataRows } from './data-row.ts'
import type { DataTable } from './data-table.ts'
import { rowCreated } from './events.ts'

/** What a caller may say of a row. */
export interface RowRequest {
  contact_id?: string | null | undefined
  from_number?: string | null | undefined
  vars?: VarChanges | undefined
}

/** Adds a row to a table. @throws Problem before anything is changed */
export function createRow(world: World, project: Project, table: DataTable, given: RowRequest): DataRow {
  const { contact_id = null, from_number = null } = given
  refuseUnknownContact(world, project, contact_id)
  const vars = mergeVars(NO_VARS, given.vars)
  const now = Math.floor(world.now / 1000)
  const { id } = world.collection(dataRows).insert({
    id: newId(world, 'row'),
    sequence: 0,
    project_id: project.id,
    table_id: table.id,
    contact_id,
    from_number,
    time_created: now,
    time_updated: now,
    vars,
  })
  countRows(world, table.id)
  world.publish(rowCreated, { provider: 'telerivet', row: id })
  // Whoever listened may have changed it.
  return world.collection(dataRows).get(id)!
}
