import type { World } from '../../../core/world.ts'
import { countRows } from './count-rows.ts'
import { type DataRow, dataRows } from './data-row.ts'

/** Deletes a row of a table; the fields that it brought with it stay. */
export function deleteRow(world: World, row: DataRow): void {
  world.collection(dataRows).delete(row)
  countRows(world, row.table_id)
}
