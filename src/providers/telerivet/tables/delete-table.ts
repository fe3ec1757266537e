import { type Slices, emptied } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { dataRows } from './data-row.ts'
import { type DataTable, dataTables } from './data-table.ts'
import { deleteRows } from './delete-row.ts'
import { tableDeleted } from './events.ts'

/**
 * "Permanently deletes the given data table, including all its rows". They go first, some at a time: whoever looks
 * meanwhile finds the table with those that are left.
 */
export function* deleteTable(world: World, { id }: DataTable): Slices<void> {
  yield* emptied(
    () => world.collection(dataRows).by('table_id', id),
    (some) => deleteRows(world, some),
  )
  const table = world.collection(dataTables).get(id)
  if (!table) return
  world.collection(dataTables).delete(table)
  world.publish(tableDeleted, { provider: 'telerivet', table: id })
}
