import type { Condition } from '../../../core/store/query.ts'
import { SOMEBODY } from '../../../http/example.ts'
import { contactResource } from '../contacts/contact.ts'
import { endpoint, find, getOne, query, remove, update } from '../dialect/endpoints.ts'
import { clearable, idField, label } from '../dialect/fields.ts'
import { varsField } from '../dialect/vars.ts'
import { changeRow } from './change-row.ts'
import { createRow } from './create-row.ts'
import { dataRowResource } from './data-row.ts'
import { dataTableResource } from './data-table.ts'
import { deleteRow } from './delete-row.ts'
import { rowListing, timeFilter } from './filters.ts'

const ROWS = '/v1/projects/{project_id}/tables/{table_id}/rows'
const ROW = `${ROWS}/{row_id}`

const fields = {
  contact_id: clearable(idField('contact', 'The contact that it belongs to; null for none.')),
  from_number: clearable(label('The phone number that it belongs to, kept as it is written; null for none.')),
  vars: varsField,
}

/** What one can do with the rows of data tables. */
export const rowEndpoints = [
  query(dataRowResource, {
    id: 'telerivet.queryDataRows',
    path: ROWS,
    summary: 'Lists the rows of a data table that every given filter keeps.',
    permission: 'View data tables',
    ...rowListing,
    within: (call): Condition[] => [{ field: 'table_id', is: 'equals', value: find(dataTableResource, call).id }],
  }),
  endpoint({
    id: 'telerivet.createDataRow',
    method: 'post',
    path: ROWS,
    summary: 'Adds a row to a data table.',
    tag: dataRowResource.tag,
    permission: 'Edit data tables',
    body: fields,
    returns: dataRowResource.view.schema,
    example: () => ({ body: { from_number: SOMEBODY, vars: { crop: 'coffee', bags: 3 } } }),
    handle(call) {
      const { world, caller, body } = call
      return dataRowResource.view.json(createRow(world, caller.project, find(dataTableResource, call), body), world)
    },
  }),
  getOne(dataRowResource, {
    id: 'telerivet.getDataRow',
    path: ROW,
    summary: 'Answers a row of a data table.',
    permission: 'View data tables',
  }),
  update(dataRowResource, {
    id: 'telerivet.updateDataRow',
    path: ROW,
    summary: 'Changes what is given of a row of a data table.',
    permission: 'Edit data tables',
    example: () => ({ body: { vars: { paid: true } } }),
    body: fields,
    change: (row, { world, caller, body }) => changeRow(world, caller.project, row, body),
  }),
  remove(dataRowResource, {
    id: 'telerivet.deleteDataRow',
    path: ROW,
    summary: 'Deletes a row of a data table.',
    permission: 'Edit data tables',
    discard: (row, { world }) => deleteRow(world, row),
  }),
  query(dataRowResource, {
    id: 'telerivet.queryContactDataRows',
    path: '/v1/projects/{project_id}/contacts/{contact_id}/rows',
    summary: 'Lists the rows of all data tables that belong to a contact.',
    permission: 'View data tables',
    filters: timeFilter,
    within: (call): Condition[] => [{ field: 'contact_id', is: 'equals', value: find(contactResource, call).id }],
  }),
]
