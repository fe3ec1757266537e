import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, nullable, timeSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'

/** What a data table holds: its columns are custom variables. */
export type DataRow = RowOf<typeof dataRows>

export const dataRows = defineCollection(
  'telerivet.rows',
  {
    id: keptId('row'),
    project_id: kept.idOf('telerivet.projects'),
    table_id: kept.idOf('telerivet.tables'),
    contact_id: kept.orNull(kept.idOf('telerivet.contacts')),
    from_number: kept.orNull(kept.text),
    time_created: kept.seconds,
    time_updated: kept.seconds,
    vars: keptVars,
  },
  { indexes: ['table_id', 'contact_id'], ids: 'telerivet.row' },
)

const dataRowView = viewOf<DataRow>()('Data row', {
  id: [idSchema('row'), ({ id }) => id],
  contact_id: [nullable(idSchema('contact that it belongs to')), ({ contact_id }) => contact_id],
  from_number: [
    nullable(Type.String({ description: 'The phone number that it belongs to.' })),
    ({ from_number }) => from_number,
  ],
  vars: [varsSchema, ({ vars }) => vars],
  time_created: [timeSchema('When it was created'), ({ time_created }) => time_created],
  time_updated: [timeSchema('When it was last changed'), ({ time_updated }) => time_updated],
  table_id: [idSchema('table'), ({ table_id }) => table_id],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
})

export const dataRowResource: Resource<DataRow> = {
  noun: 'row',
  tag: 'Data tables',
  collection: dataRows,
  view: dataRowView,
  isBelow: ({ table_id }, params) => table_id === params.table_id,
}
