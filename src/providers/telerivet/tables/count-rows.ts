import type { World } from '../../../core/world.ts'
import { dataRows } from './data-row.ts'
import { dataTables } from './data-table.ts'

/** Tells a table how many rows it has: ours is never out of date. */
export function countRows(world: World, table: string): void {
  const tables = world.collection(dataTables)
  tables.update(tables.get(table)!, { num_rows: world.collection(dataRows).by('table_id', table).length })
}
