import { eventKind } from '../../../core/events.ts'
import type { Task } from './task.ts'

/** A task has begun or ended, one way or the other. */
export const taskChanged = eventKind<{
  provider: 'telerivet'
  task: string
  status: Task['status']
}>()('telerivet.task.changed')
