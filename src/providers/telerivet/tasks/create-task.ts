import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { newId } from '../dialect/ids.ts'
import { inProject } from '../dialect/in-project.ts'
import { NO_VARS, type VarChanges, mergeVars } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { dataTables } from '../tables/data-table.ts'
import { PAUSE } from './apply-task.ts'
import { TYPES } from './apply-types.ts'
import { FILTERS, conditionsFor, refuseUnknownRows } from './finding.ts'
import { STEP, type Task, tasks } from './task.ts'
import { within } from './within.ts'
import { FILTER_TYPES, type FilterType, type TaskType } from './words.ts'

/** What a caller says of a task. */
export interface TaskRequest {
  task_type: TaskType
  task_params?: Task['task_params'] | undefined
  filter_type: FilterType
  filter_params: Task['filter_params']
  table_id?: string | undefined
  vars?: VarChanges | undefined
  user_id?: string | null | undefined
}

/** Creates a task, which begins within a second. @throws Problem before anything is changed */
export function createTask(world: World, project: Project, request: TaskRequest): Task {
  const { task_type, task_params = {}, filter_type, filter_params, vars, user_id = null } = request
  const fitting = FILTER_TYPES.filter((one) => fits(task_type, one))
  if (!fitting.includes(filter_type))
    throw invalid('filter_type', `must be one of these for tasks of type ${task_type}: ${fitting.join(', ')}`)
  const filtered = { filter_type, filter_params, table_id: tableOf(world, project, request) }
  conditionsFor(world, project, filtered)
  refuseUnknownRows(world, project, filtered)
  const merged = mergeVars(NO_VARS, vars)
  within('task_params', () => TYPES[task_type].prepare(world, project, task_params))
  const task = world.collection(tasks).insert({
    id: newId(world, 'task'),
    sequence: 0,
    project_id: project.id,
    task_type,
    task_params,
    ...filtered,
    time_created: Math.floor(world.now / 1000),
    time_active: null,
    time_complete: null,
    total_rows: null,
    current_row: 0,
    status: 'created',
    vars: merged,
    user_id,
    beyond: 0,
    until: 0,
    columns: [],
  })
  world.clock.schedule(PAUSE, STEP, { task: task.id })
  return task
}

/** "The task_type and the filter_type must return the same type of entity"; to contacts lead messages and rows as well, but for export_contacts. */
function fits(task_type: TaskType, filter_type: FilterType): boolean {
  const { of, exports } = TYPES[task_type]
  return of === FILTERS[filter_type].of || (of === 'contact' && !exports)
}

/** "Required if filter_type is query_rows or row_ids"; nothing else is of a table. */
function tableOf(world: World, project: Project, { filter_type, table_id }: TaskRequest): string | null {
  if (FILTERS[filter_type].of !== 'row') return null
  if (table_id === undefined) throw invalid('table_id', `is required where filter_type is ${filter_type}`)
  if (!inProject(world, dataTables, project, table_id))
    throw invalid('table_id', 'is not the ID of a data table of this project')
  return table_id
}
