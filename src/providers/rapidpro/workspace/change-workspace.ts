import type { World } from '../../../core/world.ts'
import { type Workspace, workspaceOf, workspaceRows } from './workspace.ts'

type Changes = Partial<Omit<Workspace, 'id' | 'sequence' | 'number' | 'message_uuids' | 'broadcast_uuids'>>

/** Changes the settings of the workspace, which hold from the next call on. */
export const changeWorkspace = (world: World, changes: Changes): Workspace =>
  workspaceRows(world).update(workspaceOf(world), changes)
