import { changedFields } from '../../../core/store/changed-fields.ts'
import type { World } from '../../../core/world.ts'
import { workspaceChanged } from './events.ts'
import { type Workspace, workspaceOf, workspaceRows } from './workspace.ts'

type Changes = Partial<Omit<Workspace, 'id' | 'sequence' | 'number' | 'message_uuids' | 'broadcast_uuids'>>

/** Changes the settings of the workspace, which hold from the next call on. */
export function changeWorkspace(world: World, changes: Changes): Workspace {
  const workspace = workspaceOf(world)
  const changed = changedFields(workspace, changes)
  const next = workspaceRows(world).update(workspace, changes)
  if (changed.length > 0) world.publish(workspaceChanged, { provider: 'rapidpro', changed })
  return next
}
