import type { World } from '../../../core/world.ts'
import { dataRows } from './data-row.ts'
import { type DataTable, dataTables } from './data-table.ts'
import { tableDeleted } from './events.ts'

/** "Permanently deletes the given data table, including all its rows". */
export function deleteTable(world: World, table: DataTable): void {
  const rows = world.collection(dataRows)
  rows.deleteAll(rows.by('table_id', table.id))
  world.collection(dataTables).delete(table)
  world.publish(tableDeleted, { provider: 'telerivet', table: table.id })
}
