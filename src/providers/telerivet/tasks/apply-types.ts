import type { World } from '../../../core/world.ts'
import { type FieldValues, type Fields, readOrRefuse } from '../../../http/field.ts'
import { Problem, invalid } from '../../../http/problem.ts'
import { changeContact } from '../contacts/change-contact.ts'
import { CONVERSATION_STATUSES, type Contact } from '../contacts/contact.ts'
import { deleteContact } from '../contacts/delete-contact.ts'
import { moveBetweenGroups } from '../contacts/move-between-groups.ts'
import { boolean, choice, clearable, idField, label, list, maybe } from '../dialect/fields.ts'
import { inProject } from '../dialect/in-project.ts'
import { varName, varValue } from '../dialect/vars.ts'
import { type Group, groupOf, refuseDynamic } from '../groups/group.ts'
import { labels } from '../labels/label.ts'
import { addLabel, removeLabel } from '../messages/add-label.ts'
import { cancelMessage } from '../messages/cancel-message.ts'
import { deleteMessage } from '../messages/delete-message.ts'
import type { Message } from '../messages/message.ts'
import { receiveAgain } from '../messages/receive-again.ts'
import { resendMessage } from '../messages/resend-message.ts'
import { updateMessage } from '../messages/update-message.ts'
import { refuseUnknownRoute } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import { type Invocation, serviceFor, variablesField } from '../services/invocation.ts'
import { invokeService } from '../services/invoke-service.ts'
import { addToFile } from '../storages/add-to-file.ts'
import { storageOf } from '../storages/storage.ts'
import { changeRow } from '../tables/change-row.ts'
import { type DataRow, dataRows } from '../tables/data-row.ts'
import { deleteRows } from '../tables/delete-row.ts'
import { cellsOf, isColumn } from './columns.ts'
import { csvLine } from './csv.ts'
import { type Entity, type Found, rowsOf } from './finding.ts'
import type { Task } from './task.ts'
import type { TaskType } from './words.ts'

/** Applies a task to rows that it found, by their ids: what is done to one may have changed the next. @throws Problem where it cannot go on */
type Apply = (ids: readonly string[], task: Task) => void

/** What a type of task is. */
export interface Type {
  of: Entity
  /** Whether it is an export: of such rows alone, column by column. */
  exports: boolean
  /** @throws Problem where the parameters do not fit, before anything is changed */
  prepare(world: World, project: Project, params: Task['task_params']): Apply
}

function type<F extends Fields>(
  of: Entity,
  fields: F,
  prepare: (world: World, project: Project, params: FieldValues<F>) => Apply,
  exports = false,
): Type {
  return {
    of,
    exports,
    prepare(world, project, params) {
      const values = readOrRefuse(fields, params, [], { world, caller: { project }, query: {} })
      return prepare(world, project, values)
    },
  }
}

/** One row after the other. What the state of a row does not allow is not done to it, and no harm to the others. */
const each =
  <R extends Found>(world: World, of: Entity, act: (row: R) => void): Apply =>
  (ids) => {
    for (const id of ids) {
      const row = rowsOf(world, of).get(id)
      try {
        if (row) act(row as R)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
      }
    }
  }

const variable = { variable: varName('The variable.'), value: varValue('Its new value; null deletes it.') }

/** Runs a service for each: what is queued is run one at a time. */
const service = (of: Entity) =>
  type(
    of,
    { service_id: idField('service'), variables: variablesField },
    (world, project, { service_id, variables }) => {
      const applied = serviceFor(world, project, service_id, of)
      return each<Found>(world, of, (row) =>
        invokeService(world, applied, { context: of, event: 'default', variables, ...OCCASIONS[of](row) }),
      )
    },
  )

/** What a service is run for. */
const OCCASIONS: Readonly<Record<Entity, (row: Found) => Pick<Invocation, 'message_id' | 'contact_id'>>> = {
  contact: ({ id }) => ({ contact_id: id }),
  message: (row) => ({ message_id: row.id, contact_id: (row as Message).contact_id }),
  row: (row) => ({ contact_id: (row as DataRow).contact_id }),
}

/** "The ID of the group", whose members are those that were added to it. */
const ofGroup = (move: (group: Group) => [added: readonly Group[], taken: readonly Group[]]) =>
  type('contact', { group_id: idField('group') }, (world, project, { group_id }) => {
    const group = groupOf(world, project, group_id)
    if (!group) throw invalid('group_id', 'is not the ID of a group of this project')
    refuseDynamic('group_id', group)
    return each<Contact>(world, 'contact', (row) => moveBetweenGroups(world, row, ...move(group)))
  })

const ofLabel = (put: (world: World, message: Message, label: string) => void) =>
  type('message', { label_id: idField('label') }, (world, project, { label_id }) => {
    if (!inProject(world, labels, project, label_id))
      throw invalid('label_id', 'is not the ID of a label of this project')
    return each<Message>(world, 'message', (row) => put(world, row, label_id))
  })

const exported = (of: Entity) =>
  type(
    of,
    {
      storage_id: idField('storage', 'Where the file will lie.'),
      filename: label('Its path in the storage.'),
      column_ids: maybe(list(label(), { max: 500, description: 'What it says of each row; everything unless given.' })),
    },
    (world, project, { storage_id, filename, column_ids = [] }) => {
      if (!storageOf(world, project, storage_id))
        throw invalid('storage_id', 'is not the ID of a storage of this project')
      if (encodeURIComponent(filename).length > LONGEST_FILENAME)
        throw invalid('filename', `must not take more than ${LONGEST_FILENAME} characters in an address`)
      const unknown = column_ids.findIndex((id) => !isColumn(of, id))
      if (unknown !== -1) throw invalid(['column_ids', unknown], `is not a column of exports of ${of}s`)
      return (ids, { id: task_id, columns, current_row }) => {
        const rows = ids.flatMap((id) => rowsOf(world, of).get(id) ?? [])
        const lines = rows.map((row) => csvLine(cellsOf(world, of, row, columns)))
        const head = current_row === 0 ? csvLine(columns) : ''
        if (!addToFile(world, { storage_id, filename, task_id }, head + lines.join('')))
          throw new Problem('too_large', 'The file would be too large.')
      }
    },
    true,
  )

/** In an address, where it is fetched. */
const LONGEST_FILENAME = 1000

/** What each type of task does. */
export const TYPES: Readonly<Record<TaskType, Type>> = {
  update_contact_var: type('contact', variable, (world, project, given) =>
    each<Contact>(world, 'contact', (row) => changeContact(world, project, row, { vars: varsOf(given) })),
  ),
  add_group_members: ofGroup((group) => [[group], []]),
  remove_group_members: ofGroup((group) => [[], [group]]),
  set_conversation_status: type(
    'contact',
    { conversation_status: choice(CONVERSATION_STATUSES) },
    (world, project, given) => each<Contact>(world, 'contact', (row) => changeContact(world, project, row, given)),
  ),
  set_send_blocked: type('contact', { send_blocked: boolean() }, (world, project, given) =>
    each<Contact>(world, 'contact', (row) => changeContact(world, project, row, given)),
  ),
  apply_service_to_contacts: service('contact'),
  delete_contacts: type('contact', {}, (world) => each<Contact>(world, 'contact', (row) => deleteContact(world, row))),
  export_contacts: exported('contact'),
  update_row_var: type('row', variable, (world, project, given) =>
    each<DataRow>(world, 'row', (row) => changeRow(world, project, row, { vars: varsOf(given) })),
  ),
  apply_service_to_rows: service('row'),
  delete_rows: type(
    'row',
    {},
    (world) => (ids) =>
      deleteRows(
        world,
        ids.flatMap((id) => world.collection(dataRows).get(id) ?? []),
      ),
  ),
  export_rows: exported('row'),
  cancel_messages: type('message', {}, (world) => each<Message>(world, 'message', (row) => cancelMessage(world, row))),
  resend_messages: type(
    'message',
    { route_id: clearable(idField('phone or route')) },
    (world, project, { route_id }) => {
      refuseUnknownRoute(world, project, 'route_id', route_id)
      return each<Message>(world, 'message', (row) => resendMessage(world, project, row, route_id ?? undefined))
    },
  ),
  retry_message_services: type('message', {}, (world) =>
    each<Message>(world, 'message', (row) => receiveAgain(world, row)),
  ),
  apply_service_to_messages: service('message'),
  add_label: ofLabel(addLabel),
  remove_label: ofLabel(removeLabel),
  update_message_var: type('message', variable, (world, _project, given) =>
    each<Message>(world, 'message', (row) => updateMessage(world, row, { vars: varsOf(given) })),
  ),
  delete_messages: type('message', {}, (world) => each<Message>(world, 'message', (row) => deleteMessage(world, row))),
  export_messages: exported('message'),
}

const varsOf = (given: FieldValues<typeof variable>) => ({ [given.variable]: given.value })
