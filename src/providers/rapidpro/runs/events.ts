import { type DataOf, eventKind } from '../../../core/events.ts'
import type { RunStatus } from './statuses.ts'

/** A run began, came to a wait or went on, ended, or was deleted with its contact. */
export const runChanged = eventKind<{
  provider: 'rapidpro'
  run: string
  flow: string
  contact: string
  /** What it was, and what it is: null before it began, and once it is deleted. */
  was: RunStatus | null
  is: RunStatus | null
}>()('rapidpro.run.changed')
export type RunChanged = DataOf<typeof runChanged>
