import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import { NO_VARS } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { type DataTable, dataTables, tableByName } from './data-table.ts'

/** The project's table of that name, or a new one without any row. */
export const getOrCreateTable = (world: World, project: Project, name: string): DataTable =>
  tableByName(world, project, name) ??
  world.collection(dataTables).insert({
    id: newId(world, 'table'),
    project_id: project.id,
    name,
    num_rows: 0,
    show_add_row: true,
    show_stats: true,
    show_contact_columns: true,
    vars: NO_VARS,
  })
