import type { World } from '../../../core/world.ts'
import { contacts } from '../contacts/contact.ts'
import type { Vars } from '../dialect/vars.ts'
import { messages } from '../messages/message.ts'
import { dataRows } from '../tables/data-row.ts'
import { createField } from './create-field.ts'
import { type FieldList, customFields, idOf, nameOf } from './custom-field.ts'

/** What says which row was written to, and which of its fields, unless it is new. */
interface Written {
  readonly changed?: readonly string[]
}

const tellsOfVars = ({ changed }: Written): boolean => changed === undefined || changed.includes('vars')

/** "Fields are automatically created any time a Contact's 'vars' property is updated." */
export function keepContactFields(event: Written & { contact: string }, world: World): void {
  const contact = tellsOfVars(event) ? world.collection(contacts).get(event.contact) : undefined
  if (contact) keepFields(world, { of: 'contact', project_id: contact.project_id, table_id: null }, contact.vars)
}

/** The same of messages, for which the documents name contacts: sent ones, received ones, and those that are changed. */
export function keepMessageFields(event: Written & { message: string }, world: World): void {
  const message = tellsOfVars(event) ? world.collection(messages).get(event.message) : undefined
  if (message) keepFields(world, { of: 'message', project_id: message.project_id, table_id: null }, message.vars)
}

/** "Automatically creates a new field for each variable name used in a row of the table." */
export function keepRowFields(event: Written & { row: string }, world: World): void {
  const row = tellsOfVars(event) ? world.collection(dataRows).get(event.row) : undefined
  if (row) keepFields(world, { of: 'row', project_id: row.project_id, table_id: row.table_id }, row.vars)
}

function keepFields(world: World, list: FieldList, vars: Vars): void {
  const fields = world.collection(customFields)
  for (const variable in vars) if (!fields.get(idOf(nameOf(list), variable))) createField(world, list, variable)
}
