import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import { namedInProject } from '../dialect/in-project.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'

/** What holds rows of any kind: "schemaless, each row simply stores custom variables". */
export type DataTable = RowOf<typeof dataTables>

export const dataTables = defineCollection(
  'telerivet.tables',
  {
    id: keptId('table'),
    project_id: kept.idOf('telerivet.projects'),
    name: kept.text,
    num_rows: kept.count,
    show_add_row: kept.boolean,
    show_stats: kept.boolean,
    show_contact_columns: kept.boolean,
    vars: keptVars,
  },
  { indexes: ['project_id'], texts: ['name'], ids: 'telerivet.table' },
)

const dataTableView = viewOf<DataTable>()('Data table', {
  id: [idSchema('table'), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  num_rows: [Type.Integer({ description: 'How many rows it has.' }), ({ num_rows }) => num_rows],
  show_add_row: [
    Type.Boolean({ description: 'Whether rows may be added or imported in the web app.' }),
    ({ show_add_row }) => show_add_row,
  ],
  show_stats: [
    Type.Boolean({ description: 'Whether the web app shows charts of it.' }),
    ({ show_stats }) => show_stats,
  ],
  show_contact_columns: [
    Type.Boolean({ description: 'Whether the web app shows the name and number of contacts.' }),
    ({ show_contact_columns }) => show_contact_columns,
  ],
  vars: [varsSchema, ({ vars }) => vars],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
})

export const dataTableResource: Resource<DataTable> = {
  noun: 'table',
  tag: 'Data tables',
  collection: dataTables,
  view: dataTableView,
}

/** The project's table of that name, whatever the case; the oldest of equals. */
export const tableByName = (world: World, project: Project, name: string): DataTable | undefined =>
  namedInProject(world, dataTables, project, name)
