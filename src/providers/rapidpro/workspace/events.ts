import { type DataOf, eventKind } from '../../../core/events.ts'

/** Settings of the workspace are others than before. */
export const workspaceChanged = eventKind<{
  provider: 'rapidpro'
  /** The fields of its row. */
  changed: readonly string[]
}>()('rapidpro.workspace.changed')
export type WorkspaceChanged = DataOf<typeof workspaceChanged>
