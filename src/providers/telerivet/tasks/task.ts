import * as Type from 'typebox'
import { defineJob } from '../../../core/clock/job-kind.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, nullable, oneOf, timeSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'
import { FILTER_TYPES, TASK_STATUSES, TASK_TYPES } from './words.ts'

const keptParams = Type.Record(Type.String(), kept.json)

/** Something that is done, little by little, to all rows that a filter finds. */
export type Task = RowOf<typeof tasks>

export const tasks = defineCollection(
  'telerivet.tasks',
  {
    id: keptId('task'),
    project_id: kept.idOf('telerivet.projects'),
    task_type: kept.oneOf(TASK_TYPES),
    task_params: keptParams,
    filter_type: kept.oneOf(FILTER_TYPES),
    filter_params: keptParams,
    time_created: kept.seconds,
    time_active: kept.orNull(kept.seconds),
    time_complete: kept.orNull(kept.seconds),
    total_rows: kept.orNull(kept.count),
    current_row: kept.count,
    status: kept.oneOf(TASK_STATUSES),
    vars: keptVars,
    table_id: kept.orNull(keptId('table')),
    user_id: kept.orNull(kept.text),
    /** The place of the row that was dealt with last, and of the last that was there when it began. */
    beyond: kept.count,
    until: kept.count,
    /** What an export writes of each row. */
    columns: kept.listOf(kept.text),
  },
  { indexes: ['project_id', 'status'], ids: 'telerivet.task' },
)

/** The next rows are to be dealt with. */
export const STEP = defineJob('telerivet.task', { task: kept.idOf('telerivet.tasks') })

const taskView = viewOf<Task>()('Task', {
  id: [idSchema('task'), ({ id }) => id],
  task_type: [oneOf(TASK_TYPES), ({ task_type }) => task_type],
  task_params: [
    Type.Object({}, { additionalProperties: true, description: 'What it does, as it was given.' }),
    ({ task_params }) => task_params,
  ],
  filter_type: [oneOf(FILTER_TYPES), ({ filter_type }) => filter_type],
  filter_params: [
    Type.Object({}, { additionalProperties: true, description: 'To which rows, as it was given.' }),
    ({ filter_params }) => filter_params,
  ],
  time_created: [timeSchema('When it was created'), ({ time_created }) => time_created],
  time_active: [nullable(timeSchema('When it began')), ({ time_active }) => time_active],
  time_complete: [nullable(timeSchema('When it ended')), ({ time_complete }) => time_complete],
  total_rows: [
    nullable(Type.Integer({ description: 'How many rows the filter found when it began.' })),
    ({ total_rows }) => total_rows,
  ],
  current_row: [Type.Integer({ description: 'How many of them it has dealt with.' }), ({ current_row }) => current_row],
  status: [oneOf(TASK_STATUSES), ({ status }) => status],
  vars: [varsSchema, ({ vars }) => vars],
  table_id: [nullable(idSchema('table that the rows are of')), ({ table_id }) => table_id],
  user_id: [nullable(idSchema('user who created it')), ({ user_id }) => user_id],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
})

export const taskResource: Resource<Task> = { noun: 'task', tag: 'Batch tasks', collection: tasks, view: taskView }

/** The project's tasks that stand so, the oldest first. */
export const tasksThatAre = (world: World, project_id: string, status: Task['status']): Task[] =>
  world
    .collection(tasks)
    .by('status', status)
    .filter((task) => task.project_id === project_id)
