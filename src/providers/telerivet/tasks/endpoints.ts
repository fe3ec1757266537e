import { latest } from '../../../http/example.ts'
import { action, endpoint, getOne, query } from '../dialect/endpoints.ts'
import { anyObject, choice, idField, maybe, unlessBlank } from '../dialect/fields.ts'
import { varsField } from '../dialect/vars.ts'
import { cancelTask } from './cancel-task.ts'
import { createTask } from './create-task.ts'
import { taskResource, tasks } from './task.ts'
import { FILTER_TYPES, TASK_TYPES } from './words.ts'

const TASKS = '/v1/projects/{project_id}/tasks'

/** What one can do with tasks. */
export const taskEndpoints = [
  endpoint({
    id: 'telerivet.createTask',
    method: 'post',
    path: TASKS,
    summary: 'Creates and starts a task that is applied to all objects that a filter finds.',
    description: 'It begins after a second, and deals with 100 objects a second.',
    tag: taskResource.tag,
    permission: 'View automated services',
    body: {
      task_type: choice(TASK_TYPES, 'What is done.'),
      task_params: maybe(
        anyObject(
          'By task_type: variable and value; group_id; label_id; route_id; send_blocked; conversation_status; service_id and variables; storage_id, filename and column_ids.',
        ),
      ),
      filter_type: choice(FILTER_TYPES, 'What the objects are found by.'),
      filter_params: anyObject(
        'The filters of the list of contacts, messages or rows, or all: true; where filter_type is contact_ids, message_ids or row_ids, up to 100 IDs under that name.',
      ),
      table_id: unlessBlank(idField('table', 'Required where filter_type is query_rows or row_ids.')),
      vars: varsField,
    },
    returns: taskResource.view.schema,
    example: () => ({
      body: {
        task_type: 'update_contact_var',
        task_params: { variable: 'season', value: '2026 A' },
        filter_type: 'query_contacts',
        filter_params: { vars: { crop: 'coffee' } },
      },
    }),
    handle: ({ world, caller: { project, key }, body }) =>
      taskResource.view.json(createTask(world, project, { ...body, user_id: key.user_id }), world),
  }),
  query(taskResource, {
    id: 'telerivet.queryTasks',
    path: TASKS,
    summary: 'Lists the tasks of a project.',
    permission: 'View automated services',
    filters: {},
  }),
  getOne(taskResource, {
    id: 'telerivet.getTask',
    path: `${TASKS}/{task_id}`,
    summary: 'Answers a task.',
    permission: 'View automated services',
  }),
  action(taskResource, {
    id: 'telerivet.cancelTask',
    path: `${TASKS}/{task_id}/cancel`,
    summary: 'Cancels a task that is not complete; what it has done stays done.',
    permission: 'Edit data tables',
    example: (world) => ({ path: { task_id: latest(world, tasks, ({ status }) => status === 'cancelled') } }),
    act: (task, { world }) => cancelTask(world, task),
  }),
]
