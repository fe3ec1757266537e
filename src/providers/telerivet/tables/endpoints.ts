import * as Type from 'typebox'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { endpoint, find, getOne, getOrCreate, query, remove, update } from '../dialect/endpoints.ts'
import { boolean, label, maybe } from '../dialect/fields.ts'
import { TEXT, TEXTUAL, filter } from '../dialect/filters.ts'
import { varName, varsField } from '../dialect/vars.ts'
import { changeTable } from './change-table.ts'
import { dataTableResource } from './data-table.ts'
import { deleteTable } from './delete-table.ts'
import { getOrCreateTable } from './get-or-create-table.ts'
import { rowsByValue } from './rows-by-value.ts'

const TABLES = '/v1/projects/{project_id}/tables'
const TABLE = `${TABLES}/{table_id}`

/** What one can do with data tables. */
export const tableEndpoints = [
  getOrCreate(dataTableResource, {
    id: 'telerivet.getOrCreateDataTable',
    path: TABLES,
    summary: 'Finds a data table by its name, or creates it.',
    permission: 'Edit data tables',
    example: () => ({ body: { name: 'Election Reports' } }),
    name: label('Whatever its case.'),
    make: getOrCreateTable,
  }),
  query(dataTableResource, {
    id: 'telerivet.queryDataTables',
    path: TABLES,
    summary: 'Lists the data tables of a project that every given filter keeps.',
    permission: 'View data tables',
    filters: { name: filter(TEXT, TEXTUAL) },
    sorts: ['name'],
  }),
  getOne(dataTableResource, {
    id: 'telerivet.getDataTable',
    path: TABLE,
    summary: 'Answers a data table.',
    permission: 'View data tables',
  }),
  update(dataTableResource, {
    id: 'telerivet.updateDataTable',
    path: TABLE,
    summary: 'Changes what is given of a data table.',
    permission: 'Edit data tables',
    example: () => ({ body: { show_stats: false, vars: { season: '2026 A' } } }),
    body: {
      name: maybe(label()),
      show_add_row: maybe(boolean('Whether rows may be added or imported in the web app.')),
      show_stats: maybe(boolean('Whether the web app shows charts of it.')),
      show_contact_columns: maybe(boolean('Whether the web app shows the name and number of contacts.')),
      vars: varsField,
    },
    change: (table, { world, body }) => changeTable(world, table, body),
  }),
  remove(dataTableResource, {
    id: 'telerivet.deleteDataTable',
    path: TABLE,
    summary: 'Deletes a data table with all its rows.',
    permission: 'Edit data tables',
    discard: (table, { world }) => inSlicesOf(world, deleteTable(world, table)),
  }),
  endpoint({
    id: 'telerivet.countDataRowsByValue',
    method: 'get',
    path: `${TABLE}/count_rows_by_value`,
    summary: 'Counts the rows of a data table by the value of a variable.',
    description: 'Answers an object of values and numbers of rows; rows without the variable are not counted.',
    tag: dataTableResource.tag,
    permission: 'View data tables',
    query: { variable: varName('The variable to count by.') },
    returns: Type.Record(Type.String(), Type.Integer()),
    example: () => ({ query: { variable: 'crop' } }),
    handle: (call) => rowsByValue(call.world, find(dataTableResource, call), call.query.variable),
  }),
]
