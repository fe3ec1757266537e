import { changedFields } from '../../../core/store/changed-fields.ts'
import type { Changes } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import { type VarChanges, mergeVars } from '../dialect/vars.ts'
import { type DataTable, dataTables } from './data-table.ts'

/** What a caller may change of a table. */
interface TableChanges {
  name?: string | undefined
  show_add_row?: boolean | undefined
  show_stats?: boolean | undefined
  show_contact_columns?: boolean | undefined
  vars?: VarChanges | undefined
}

/** Changes what is given of a table. @throws Problem before anything is changed */
export function changeTable(world: World, table: DataTable, { vars, ...given }: TableChanges): DataTable {
  const change = {
    ...(given as Changes<DataTable>),
    vars: mergeVars(table.vars, vars),
  }
  return changedFields(table, change).length === 0 ? table : world.collection(dataTables).update(table, change)
}
