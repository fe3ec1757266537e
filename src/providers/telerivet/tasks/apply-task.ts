import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { projects } from '../projects/project.ts'
import { TYPES, type Type } from './apply-types.ts'
import { defaultColumns } from './columns.ts'
import { FILTERS, type Found, conditionsFor, rowsOf } from './finding.ts'
import { endTask } from './end-task.ts'
import { taskChanged } from './events.ts'
import { STEP, type Task, tasks, tasksThatAre } from './task.ts'

/** So many rows are dealt with at a time, and so long, in milliseconds, is it until the next. */
const SLICE = 100
export const PAUSE = 1000

/** Applies this world's tasks as their time comes. */
export const connectTasks = (world: World): void =>
  world.clock.register(STEP, ({ task: id }) => {
    const task = world.collection(tasks).get(id)
    if (task) step(world, task)
  })

/** A task that has to wait for another one is queued; one that cannot go on has failed. */
function step(world: World, task: Task): void {
  if (task.status !== 'active' && tasksThatAre(world, task.project_id, 'active').length > 0) {
    world.collection(tasks).update(task, { status: 'queued' })
    return
  }
  try {
    nextOf(task)(world, task)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    endTask(world, task.id, 'failed')
  }
}

/** What comes next: each goes through very many rows, and others have their turn before the one after it. */
function nextOf({ status, task_type, columns }: Task): (world: World, task: Task) => void {
  if (status !== 'active') return beginTask
  return TYPES[task_type].exports && columns.length === 0 ? chooseColumns : applySlice
}

const projectOf = (world: World, { project_id }: Task) => world.collection(projects).get(project_id)!

/** Counts what there is to do. What comes later is not dealt with, nor what the task itself makes. */
function beginTask(world: World, task: Task): void {
  const rows = rowsOf(world, FILTERS[task.filter_type].of)
  const where = conditionsFor(world, projectOf(world, task), task)
  world.collection(tasks).update(task, {
    status: 'active',
    time_active: Math.floor(world.now / 1000),
    total_rows: rows.list({ where, take: 0, count: true }).total,
    until: rows.all().at(-1)?.sequence ?? 0,
  })
  world.clock.schedule(0, STEP, { task: task.id })
  world.publish(taskChanged, { provider: 'telerivet', task: task.id, status: 'active' })
}

function chooseColumns(world: World, task: Task): void {
  const { of } = TYPES[task.task_type]
  const given = task.task_params['column_ids'] as Record<string, string> | null | undefined
  const named = given ? Object.values(given).map(String) : []
  const where = conditionsFor(world, projectOf(world, task), task)
  const columns = named.length > 0 ? named : defaultColumns(of, rowsOf(world, of).list({ where, take: Infinity }).rows)
  world.collection(tasks).update(task, { columns })
  world.clock.schedule(0, STEP, { task: task.id })
}

function applySlice(world: World, task: Task): void {
  const project = projectOf(world, task)
  const apply = TYPES[task.task_type].prepare(world, project, task.task_params)
  const { rows, more } = rowsOf(world, FILTERS[task.filter_type].of).list({
    where: [...conditionsFor(world, project, task), { field: 'sequence', is: 'atMost', value: task.until }],
    beyond: { value: null, sequence: task.beyond },
    take: SLICE,
  })
  apply(idsFor(TYPES[task.task_type], task, rows), task)
  world.collection(tasks).update(task, {
    current_row: task.current_row + rows.length,
    beyond: rows.at(-1)?.sequence ?? task.until,
  })
  if (more) world.clock.schedule(PAUSE, STEP, { task: task.id })
  else endTask(world, task.id, 'complete')
}

/** "Tasks applied to contacts can also be applied when the filter returns entities that are associated with a contact". */
const idsFor = ({ of }: Type, { filter_type }: Task, rows: readonly Found[]): string[] =>
  of === FILTERS[filter_type].of
    ? rows.map(({ id }) => id)
    : rows.flatMap((row) => ('contact_id' in row && row.contact_id !== null ? [row.contact_id] : []))
