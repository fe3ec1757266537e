import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { endTask } from './end-task.ts'
import type { Task } from './task.ts'

/** "Cancels a task that is not yet complete"; what it has done stays done. */
export function cancelTask(world: World, task: Task): Task {
  if (task.status === 'cancelled') return task
  if (task.status === 'complete' || task.status === 'failed')
    throw new Problem('conflict', `The task is ${task.status}: it cannot be cancelled.`, { code: 'not_cancellable' })
  return endTask(world, task.id, 'cancelled')
}
