import type { World } from '../../../core/world.ts'
import { countRows } from './count-rows.ts'
import { type DataRow, dataRows } from './data-row.ts'

/** Deletes a row of a table; the fields that it brought with it stay. */
export const deleteRow = (world: World, row: DataRow): void => deleteRows(world, [row])

/** Deletes several, whose tables are counted once. */
export function deleteRows(world: World, rows: readonly DataRow[]): void {
  world.collection(dataRows).deleteAll(rows)
  for (const table of new Set(rows.map(({ table_id }) => table_id))) countRows(world, table)
}
