import type { World } from '../../../core/world.ts'
import { deleteFile } from '../storages/delete-file.ts'
import { keepFile } from '../storages/keep-file.ts'
import { taskChanged } from './events.ts'
import { STEP, type Task, tasks, tasksThatAre } from './task.ts'

/** A task has come to its end, one way or the other; the next one that waits in its project begins. */
export function endTask(world: World, id: string, status: 'complete' | 'failed' | 'cancelled'): Task {
  const rows = world.collection(tasks)
  const task = rows.get(id)!
  world.clock.callOff(STEP, 'task', id)
  if (status === 'complete') keepFile(world, id)
  else deleteFile(world, id)
  rows.update(task, { status, time_complete: Math.floor(world.now / 1000) })
  world.publish(taskChanged, { provider: 'telerivet', task: id, status })
  const [next] = tasksThatAre(world, task.project_id, 'queued')
  const isFree = tasksThatAre(world, task.project_id, 'active').length === 0
  if (next && isFree && world.clock.find(STEP, 'task', next.id) === undefined)
    world.clock.schedule(0, STEP, { task: next.id })
  return rows.get(id)!
}
